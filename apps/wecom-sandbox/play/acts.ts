import type { Callbacks } from '../callback/callback.ts'
import type { Store } from '../world/store.ts'
import { companyActs } from './company-acts.ts'
import { contactActs } from './contact-acts.ts'
import { groupActs } from './group-acts.ts'
import { meetingActs } from './meeting-acts.ts'
import { messageActs } from './message-acts.ts'
import { openStage } from './stage.ts'

/** What people do in WeCom: each act changes the world and sends the callbacks that WeCom would send. */
export const openActs = (store: Store, callbacks: Callbacks) => {
  const stage = openStage(store, callbacks)
  return { ...meetingActs(stage), ...contactActs(stage), ...messageActs(stage), ...companyActs(stage), ...groupActs(stage) }
}
export type Acts = ReturnType<typeof openActs>
