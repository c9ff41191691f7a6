import type { Store } from '../world/store.ts'
import { isFriend, relationKey, type ContactWay } from '../world/world.ts'
import { refuse } from './stage.ts'

/** A contact code as one knows it: by its id, by its state, or by what its picture says. */
export interface ScannedCode {
  config_id?: string
  state?: string
  qr_code?: string
}

/** The code that was scanned. */
export const wayOf = (store: Store, given: ScannedCode): ContactWay =>
  Object.values(store.world.contact_ways).find(
    (way) =>
      (given.config_id && way.config_id === given.config_id) ||
      (given.state && way.state === given.state) ||
      (given.qr_code && way.qr_code === given.qr_code),
  ) ?? refuse('this code leads nowhere')

/** To whom a code leads this customer: to the member they know, else to the one with the fewest customers through it. */
export const memberOf = (store: Store, way: ContactWay, external_userid: string): string => {
  const members = new Set(way.user)
  for (const staff of Object.values(store.world.staff))
    if (staff.department.some((id) => way.party.includes(id))) members.add(staff.userid)
  const able = [...members].filter((userid) => store.world.staff[userid]?.status === 1)
  const known = able.find((userid) => isFriend(store.world.relations[relationKey(userid, external_userid)]))
  const load = (userid: string): number =>
    Object.values(store.world.relations).filter((each) => each.userid === userid && each.state === way.state).length
  return known ?? able.sort((a, b) => load(a) - load(b))[0] ?? refuse('nobody can take this customer')
}
