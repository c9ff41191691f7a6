import type { Filter, Room, Row } from '@lianke/kernel'
import { accountOfLead, missingOn, personOfLead } from '../rules/map-lead.rule.ts'

/** The oldest person with the phone or mail of a lead, of those whom the actor may see. What is looked for is the lead's own; it is told to nobody. */
const personLike = async (room: Room, same: readonly Filter[]): Promise<Row | null> => {
  const found = await room.system.records.list('customer.person', { filter: { or: same }, fields: ['id'], limit: alikeMax })
  const ids = found.data.map(({ id }) => id)
  return ids.length === 0 ? null : first(room, 'customer.person', { field: 'id', op: 'in', value: ids })
}

/** The lead as its new records take it over: in full where the actor sees a part, without what he does not see. */
export const leadToCarry = async (room: Room, id: string): Promise<Row> => {
  const seen = await room.records.get('lead.lead', id, { forUpdate: true })
  const whole = await room.system.records.get('lead.lead', id)
  return { ...Object.fromEntries(Object.keys(seen).map((name) => [name, whole[name]])), id }
}

const alikeMax = 50
const first = async (room: Room, object: string, filter: Filter): Promise<Row | null> =>
  (await room.records.list(object, { filter, sort: ['created_at'], limit: 1 })).data[0] ?? null

/** The person of a lead: the one named, the one with the same phone or email that the actor may see, else a new one. */
export const personFor = async (room: Room, lead: Row, chosen: string | undefined): Promise<string> => {
  const same: Filter[] = (['phone', 'email'] as const).flatMap((field) =>
    lead[field] ? [{ field, op: 'eq' as const, value: lead[field] }] : [],
  )
  const id = chosen ?? (lead.person as string | null)
  const known = id ? await room.records.get('customer.person', id) : same.length > 0 ? await personLike(room, same) : null
  if (!known) return (await room.records.create('customer.person', personOfLead(lead))).id
  const fill = missingOn(known, personOfLead(lead))
  if (Object.keys(fill).length > 0) await room.records.update('customer.person', known.id, fill)
  return known.id
}

/** The company of a lead: the one named, the one with the same name, else a new one; none when the lead names none. */
export const accountFor = async (room: Room, lead: Row, chosen: string | null | undefined): Promise<string | null> => {
  if (chosen === null) return null
  if (chosen) return (await room.records.get('customer.account', chosen, { fields: ['id'] })).id
  if (!lead.company) return null
  const known = await first(room, 'customer.account', { field: 'name', op: 'eq', value: lead.company })
  return known ? known.id : (await room.records.create('customer.account', accountOfLead(lead))).id
}

/** What was done for the lead goes with the person and the deal. */
export const carryActivities = async (
  room: Room,
  input: { lead: string; person: string; account: string | null; opportunity: string | null },
): Promise<void> => {
  const { lead, ...to } = input
  for (const object of ['fieldwork.follow_up', 'fieldwork.task']) {
    await room.system.records.updateWhere(object, { field: 'lead', op: 'eq', value: lead }, { ...to })
  }
  await room.system.records.updateWhere(
    'marketing.campaign_member',
    { field: 'lead', op: 'eq', value: lead },
    { person: to.person },
  )
}
