import {
  accountAddress,
  type ChannelDefinition,
  intentAsked,
  staffAccountObject,
  staffObject,
  textIn,
  type UnitOfWork,
} from '@lianke/kernel'
import type { Told } from './notice-words.ts'

/** Addresses of an employee in a vendor's further companies, the first of each channel: for who has none in the first. */
const addressesElsewhere = async (work: UnitOfWork, staff: string): Promise<ReadonlyMap<string, string>> => {
  if (work.objects(({ name }) => name === staffAccountObject).length === 0) return new Map()
  const { data } = await work.system.records.list(staffAccountObject, {
    filter: { field: 'staff', op: 'eq', value: staff },
    fields: ['channel', 'issuer', 'account'],
    sort: ['-issuer'],
    limit: 50,
  })
  return new Map(
    data.map((row) => [textIn(row.channel) ?? '', accountAddress(textIn(row.issuer) ?? '', textIn(row.account) ?? '')]),
  )
}

/** Asks every channel that reaches members of staff to tell one of them; whoever has no address there is not told there. */
export const messageStaff = async (
  work: UnitOfWork,
  channels: readonly ChannelDefinition[],
  {
    staff,
    key,
    told,
    cause,
  }: {
    readonly staff: string
    readonly key: string
    readonly told: Told
    readonly cause?: { readonly id: string; readonly hops: number }
  },
): Promise<void> => {
  const ways = channels.flatMap((channel) =>
    channel.actions.flatMap(({ name, toStaff }) => (toStaff ? [{ channel: channel.name, action: name, ...toStaff }] : [])),
  )
  if (ways.length === 0) return
  const row = await work.records.get(staffObject, staff, { fields: ways.map(({ field }) => field) })
  const elsewhere = ways.some(({ field }) => !textIn(row[field]))
    ? await addressesElsewhere(work, staff)
    : new Map<string, string>()
  for (const { channel, action, field, content } of ways) {
    const address = textIn(row[field]) || elsewhere.get(channel)
    if (!address) continue
    const once = `${key}:${channel}`
    await work.emit({
      name: intentAsked,
      person: null,
      ...(cause ? { cause } : {}),
      key: once,
      payload: { key: once, channel, action, content: content({ address, title: told.title, text: told.body ?? told.title }) },
    })
  }
}
