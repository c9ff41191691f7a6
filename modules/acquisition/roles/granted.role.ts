import { everything, type Grant, readOnly, rightOn } from '@lianke/kernel'
import { channelCode } from '../objects/channel-code.object.ts'

const settings: Grant = { objects: rightOn(readOnly, channelCode) }

/** What the roles of a new tenant may do with this module's objects. */
export const grants: Readonly<Record<string, Grant>> = {
  manager: settings,
  sales: settings,
  service: settings,
  marketer: { objects: rightOn(everything, channelCode), rights: ['channel_code.publish'] },
}
