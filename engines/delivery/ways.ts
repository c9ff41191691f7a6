import { type ActionDefinition, textIn } from '@lianke/kernel'
import type { Due } from './statements/claim.statement.ts'
import { type Address, addressKey, readAddresses } from './statements/read-gate.statement.ts'
import { type Asks, readWays, type Way, type WayWanted, wayKey } from './statements/read-ways.statement.ts'

/** What an action gives that speaks as a member of staff. */
export const senderField = 'sender'
/** What says in which of the vendor's companies something is done, where a channel has several. */
const issuerField = 'issuer'

/** Does an action speak as a member of staff, on a channel of which staff have accounts? */
export const speaks = (action: ActionDefinition, accounts: ReadonlySet<string>, channel: string): boolean =>
  action.fields[senderField] !== undefined && accounts.has(channel)

const wantedOf = (one: Due, type: string): WayWanted => ({
  person: one.person ?? '',
  type,
  channel: one.channel,
  sender: textIn(one.content[senderField]) || null,
  issuer: textIn(one.content[issuerField]) || null,
})

/** Where each is sent, and as whom: as it was decided when it went out before, else as it is now. An action without address, or for nobody: null. */
export const waysOf = async (
  tx: Asks,
  due: readonly Due[],
  { actionOf, accounts }: { actionOf: (one: Due) => ActionDefinition | undefined; accounts: ReadonlySet<string> },
): Promise<(one: Due) => Address | Way | null> => {
  const open = due.flatMap((one) => {
    const action = actionOf(one)
    return one.person && action?.address && !one.way ? [{ one, action, wanted: wantedOf(one, action.address) }] : []
  })
  const spoken = open.filter(({ one, action }) => speaks(action, accounts, one.channel))
  const plain = open.filter(({ one, action }) => !speaks(action, accounts, one.channel))
  const ways = await readWays(
    tx,
    spoken.map(({ wanted }) => wanted),
  )
  const addresses = await readAddresses(
    tx,
    plain.map(({ wanted }) => wanted),
  )
  const found = new Map<Due, Address | Way>()
  for (const { one, wanted } of spoken) {
    const way = ways.get(wayKey(wanted))
    if (way) found.set(one, way)
  }
  for (const { one, wanted } of plain) {
    const address = addresses.get(addressKey(wanted))
    if (address) found.set(one, address)
  }
  return (one) => one.way ?? found.get(one) ?? null
}

/** The door through which it goes: the channel's, of several companies of the vendor's that company's. Limits and back-off are counted by door. */
export const doorOf = ({
  channel,
  content,
  address,
}: Pick<Due, 'channel' | 'content'> & { readonly address: Address | null }): string => {
  const issuer = address?.issuer || textIn(content[issuerField])
  return issuer ? `${channel} ${issuer}` : channel
}

/** The content as the channel is given it: whose account speaks is what was found, or nobody's. */
export const spokenContent = (content: Record<string, unknown>, address: Address | Way | null): Record<string, unknown> => {
  if (!address || !('sender' in address)) return content
  const { [senderField]: _asked, ...rest } = content
  return address.sender ? { ...rest, [senderField]: address.sender } : rest
}
