import { type Filter, idsIn, type Row, staffAccountField, textIn, textsIn, type UnitOfWork } from '@lianke/kernel'
import { role } from '../objects/role.object.ts'
import { staff } from '../objects/staff.object.ts'
import { staffAccount } from '../objects/staff-account.object.ts'
import { followAccount } from '../commands/follow-account.ts'
import type { Reach } from '../rules/member-reach.rule.ts'
import { hasOtherAccount } from './keep-account.ts'

/** Where a member was told: the channel, and which of its vendor's companies (`''`: the first). */
interface Place {
  readonly channel: string
  readonly issuer: string
}

const hasAccountAt = async (work: UnitOfWork, row: Row, { channel, issuer }: Place): Promise<boolean> => {
  if (issuer === '') return Boolean(row[staffAccountField(channel)])
  const here: Filter[] = [
    { field: 'staff', op: 'eq', value: row.id },
    { field: 'channel', op: 'eq', value: channel },
    { field: 'issuer', op: 'eq', value: issuer },
  ]
  return (await work.system.records.count(staffAccount.name, { filter: { and: here } })) > 0
}

/** Whoever administers anything is not found by what another company's directory says of a telephone: that directory has administrators of its own. */
const administers = async (work: UnitOfWork, { roles }: Row): Promise<boolean> => {
  const ids = idsIn(roles)
  if (ids.length === 0) return false
  const { data } = await work.system.records.list(role.name, {
    filter: { field: 'id', op: 'in', value: ids },
    fields: ['rights'],
  })
  return data.some(({ rights }) => textsIn(rights).some((right) => right === '*' || right.startsWith('platform.')))
}

/**
 * Who of the staff is proved to be this member: he has the same telephone or mail, nobody else has it, he is known by the directory of another of
 * the vendor's companies, has no account in this one yet, and administers nothing. Whoever is only like him is somebody else: an administrator says otherwise.
 */
export const sameMember = async (
  work: UnitOfWork,
  place: Place,
  { phone, emails, but }: Reach & { readonly but?: string },
): Promise<string | null> => {
  const proofs: Filter[] = [
    ...(phone ? [{ field: 'phone', op: 'eq', value: phone } as const] : []),
    ...(emails.length > 0 ? [{ field: 'email', op: 'in', value: [...emails] } as const] : []),
  ]
  if (proofs.length === 0) return null
  const { data } = await work.system.records.list(staff.name, {
    filter: {
      and: [
        { field: 'status', op: 'eq', value: 'active' },
        { or: proofs },
        ...(but ? [{ field: 'id', op: 'ne', value: but } as const] : []),
      ],
    },
    fields: [staffAccountField(place.channel), 'roles'],
    limit: 2,
  })
  const [one, other] = data
  if (!one || other || (await administers(work, one)) || (await hasAccountAt(work, one, place))) return null
  return (await hasOtherAccount(work, one.id, place)) ? one.id : null
}

/** He is known already, and has an account in this company from now on. */
export const takeAccount = async (
  work: UnitOfWork,
  id: string,
  { channel, issuer, account }: Place & { readonly account: string },
): Promise<void> => {
  if (issuer === '') await work.records.update(staff.name, id, { [staffAccountField(channel)]: account })
  else await work.system.records.create(staffAccount, { staff: id, channel, issuer, account })
}

/** A record of somebody who has another one is empty: nobody signs in by it, and it gives no right. */
const isBare = async (work: UnitOfWork, id: string): Promise<boolean> => {
  const row = await work.system.records.get(staff.name, id, { fields: ['account', 'roles'] })
  return !row.account && (!Array.isArray(row.roles) || row.roles.length === 0)
}

/** The two were made apart before it was known that they are one: the account goes to who is proved to be the same. Answers whom, or null. */
export const joinMember = async (
  work: UnitOfWork,
  known: { readonly id: string; readonly elsewhere: string },
  place: Place,
  reach: Reach,
): Promise<string | null> => {
  if (!known.elsewhere || !(await isBare(work, known.id))) return null
  const same = await sameMember(work, place, { ...reach, but: known.id })
  if (!same) return null
  await work.system.records.update(staffAccount, known.elsewhere, { staff: same })
  await followAccount(work, { from: known.id, to: same, ...place })
  return same
}

/** What the directory tells and the record does not say yet; a mail that somebody else has is left out. */
export const reachValues = async (
  work: UnitOfWork,
  { phone, emails }: Reach,
  known?: string,
): Promise<{ readonly phone?: string; readonly email?: string }> => {
  const has = known ? await work.system.records.get(staff.name, known, { fields: ['phone', 'email'] }) : null
  const [email] = emails
  const taken =
    email && !has?.email ? await work.system.records.count(staff.name, { filter: { field: 'email', op: 'eq', value: email } }) : 0
  return {
    ...(phone && !textIn(has?.phone) ? { phone } : {}),
    ...(email && !textIn(has?.email) && taken === 0 ? { email } : {}),
  }
}
