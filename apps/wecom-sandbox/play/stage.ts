import type { Callbacks } from '../callback/callback.ts'
import type { EventFields } from '../callback/event-xml.ts'
import type { Store } from '../world/store.ts'
import { isFriend, relationKey, type Customer, type Relation } from '../world/world.ts'

/** What a player did wrong, said in one sentence. */
export class PlayError extends Error {}
export const refuse = (text: string): never => {
  throw new PlayError(text)
}
/** A callback about a customer of a member. */
export const contact = (
  ChangeType: string,
  relation: Pick<Relation, 'userid' | 'external_userid'>,
  more: EventFields = {},
): EventFields => ({
  Event: 'change_external_contact',
  ChangeType,
  UserID: relation.userid,
  ExternalUserID: relation.external_userid,
  ...more,
})

/** What every act stands on: the world, the callbacks, and who is who. */
export const openStage = (store: Store, callbacks: Callbacks) => {
  const customerOf = (id: string): Customer => store.world.customers[id] ?? refuse(`no customer ${id}`)
  const relationOf = (userid: string, external_userid: string): Relation =>
    store.world.relations[relationKey(userid, external_userid)] ?? refuse(`${userid} and ${external_userid} never met`)
  const friendsOf = (userid: string, external_userid: string): Relation => {
    const relation = relationOf(userid, external_userid)
    return isFriend(relation) ? relation : refuse('they are not contacts')
  }
  return { store, callbacks, customerOf, relationOf, friendsOf }
}
export type Stage = ReturnType<typeof openStage>
