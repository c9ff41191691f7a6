import { account, person } from '@lianke/customer/contract'
import type { Filter, UnitOfWork, RowOf } from '@lianke/kernel'
import { lead as leadObject } from '../objects/lead.object.ts'
import { carriedWith } from '../rules/carried-with.rule.ts'
import { accountOfLead, type Carried, leftOf, missingOn, personOfLead } from '../rules/map-lead.rule.ts'

const alikeMax = 50
const oldest = { sort: ['created_at'], limit: 1 } as const

/** The oldest person with the phone or mail of a lead, of those whom the actor may see. What is looked for is the lead's own; it is told to nobody. */
const personLike = async (work: UnitOfWork, same: readonly Filter[]): Promise<RowOf<typeof person> | null> => {
  const found = await work.system.records.list(person, { filter: { or: same }, fields: ['id'], limit: alikeMax })
  const ids = found.data.map(({ id }) => id)
  if (ids.length === 0) return null
  const seen = await work.records.list(person, { filter: { field: 'id', op: 'in', value: ids }, ...oldest })
  return seen.data[0] ?? null
}

/** The lead as its new records take it over: in full where the actor sees a part, without what he does not see. */
export const leadToCarry = async (work: UnitOfWork, id: string, lock = true): Promise<Carried> => {
  const seen = await work.records.get(leadObject, id, lock ? { forUpdate: true } : {})
  const whole = await work.system.records.get(leadObject, id)
  return { ...leftOf(whole, seen), id }
}

/** The person that a lead is already: the one named, else the one with the same phone or email that the actor may see. */
export const knownPerson = async (work: UnitOfWork, lead: Carried, chosen?: string): Promise<RowOf<typeof person> | null> => {
  const same: Filter[] = (['phone', 'email'] as const).flatMap((field) =>
    lead[field] ? [{ field, op: 'eq' as const, value: lead[field] }] : [],
  )
  const id = chosen ?? lead.person
  return id ? work.records.get(person, id) : same.length > 0 ? personLike(work, same) : null
}

/** The person of a lead: the known one, given what it lacks, else a new one. */
export const personFor = async (work: UnitOfWork, lead: Carried, chosen: string | undefined): Promise<string> => {
  const known = await knownPerson(work, lead, chosen)
  if (!known) return (await work.records.create(person, personOfLead(lead))).id
  const fill = missingOn(known, personOfLead(lead))
  if (Object.keys(fill).length > 0) await work.records.update(person, known.id, fill)
  return known.id
}

/** The company of the name that a lead gives, of those whom the actor may see. */
export const knownAccount = async (work: UnitOfWork, lead: Carried): Promise<RowOf<typeof account> | null> => {
  if (!lead.company) return null
  const found = await work.records.list(account, { filter: { field: 'name', op: 'eq', value: lead.company }, ...oldest })
  return found.data[0] ?? null
}

/** The company of a lead: the one named, the one with the same name, else a new one; none when the lead names none. */
export const accountFor = async (work: UnitOfWork, lead: Carried, chosen: string | null | undefined): Promise<string | null> => {
  if (chosen === null) return null
  if (chosen) return (await work.records.get(account, chosen, { fields: ['id'] })).id
  if (!lead.company) return null
  return (await knownAccount(work, lead))?.id ?? (await work.records.create(account, accountOfLead(lead))).id
}

/**
 * What was done for the lead goes with the person, the company and the deal: every record that points to the lead and has a place for them,
 * whichever module it is of.
 */
export const carryActivities = async (
  work: UnitOfWork,
  input: { lead: string; person: string; account: string | null; opportunity: string | null },
): Promise<void> => {
  const { lead, ...made } = input
  for (const { object, via, values } of carriedWith(
    work.objects(() => true),
    made,
  ))
    await work.system.records.updateWhere(object, { field: via, op: 'eq', value: lead }, values)
}

/** What a deal out of a lead is called, unless somebody says otherwise. */
export const dealName = (lead: Carried): string => [lead.company ?? lead.name, lead.interest].filter(Boolean).join(' · ')
