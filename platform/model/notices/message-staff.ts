import { type ChannelDefinition, intentAsked, type UnitOfWork, staffObject, textIn } from '@lianke/kernel'
import type { Told } from './notice-words.ts'

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
  for (const { channel, action, field, content } of ways) {
    const address = textIn(row[field])
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
