import { type Grant, objectRight, rightOn } from '@lianke/kernel'
import { noticePreference } from '../objects/notice-preference.object.ts'
import { notification } from '../objects/notification.object.ts'
import { report } from '../objects/report.object.ts'
import { savedView } from '../objects/saved-view.object.ts'

const [views, own] = [
  rightOn(objectRight('all', 'own'), savedView),
  rightOn(objectRight('own', 'own'), notification, noticePreference),
]
const mine = { ...views, ...own, ...rightOn(objectRight('all', 'own'), report) }

/** What the roles of a new tenant may do with this module's objects. */
export const grants: Readonly<Record<string, Grant>> = {
  manager: { objects: { ...mine, ...rightOn(objectRight('all', 'own', { export: true }), report) } },
  sales: { objects: mine },
  service: { objects: mine },
  marketer: { objects: mine },
  read_only: { objects: { ...views, ...own } },
}
