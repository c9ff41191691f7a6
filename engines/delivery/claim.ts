import { type ActionDefinition, type ChannelDefinition, surely, type WorkingCalendar } from '@lianke/kernel'
import type { Transaction } from '@lianke/platform'
import { type GateSettings, judge, type Verdict } from './rules/gate.rule.ts'
import { readCircuits, takeTokens } from './statements/channel-doors.statement.ts'
import {
  admitIntents,
  dueDeliveries,
  type Due,
  lockClaim,
  markSending,
  heldBehind,
  markWaiting,
  noteDoors,
  recoverSends,
  settle,
  type Settled,
  type Waiting,
} from './statements/claim.statement.ts'
import { admitFresh, type Decided, takeFresh } from './statements/fresh.statement.ts'
import { type Address, readPersonFacts } from './statements/read-gate.statement.ts'
import type { Way } from './statements/read-ways.statement.ts'
import { doorOf, waysOf } from './ways.ts'

const leaseMs = 60_000
/** A welcome lives twenty seconds and its vendor takes each code once: a dead sender is replaced while there is time. */
const urgentLeaseMs = 5_000

export interface Claimed extends Due {
  readonly address: Address | Way | null
}
export interface Judged {
  readonly due: Due
  readonly reason: string
}
interface ClaimGiven {
  readonly now: string
  readonly zone: string
  readonly calendar: WorkingCalendar
  readonly settings: GateSettings
  readonly channels: ReadonlyMap<string, ChannelDefinition>
  /** Channels on which staff have accounts. */
  readonly accounts: ReadonlySet<string>
  readonly max: number
}
export interface Claim {
  readonly send: readonly Claimed[]
  readonly refused: readonly Judged[]
  readonly admitted: number
}

const actionsOf = (channels: ReadonlyMap<string, ChannelDefinition>): Map<string, ActionDefinition> =>
  new Map(
    [...channels.values()].flatMap((channel) =>
      channel.actions.map((action) => [`${channel.name} ${action.name}`, action] as const),
    ),
  )

type WayOf = Awaited<ReturnType<typeof waysOf>>
/** One that is due, where it goes, and through which door. */
interface Found {
  readonly due: Due
  readonly address: Address | Way | null
  readonly door: string
}

/**
 * Where each goes; of those of one person that go through one door the first alone: the others wait for it (`behind`). Through different doors they
 * do not wait for one another, since nothing that is said in one of the vendor's companies follows what is said in another.
 */
const inTurn = async (
  tx: Transaction,
  due: readonly Due[],
  wayOf: WayOf,
  given: ClaimGiven,
): Promise<{ readonly going: readonly Found[]; readonly behind: readonly Found[] }> => {
  const actions = actionsOf(given.channels)
  const found = due.map((one): Found => {
    const addressed = one.person && actions.get(`${one.channel} ${one.action}`)?.address
    const address = addressed ? wayOf(one) : null
    return { due: one, address, door: doorOf({ ...one, address }) }
  })
  const held = await heldBehind(tx, found, given.now)
  const taken = new Set<string>()
  const isHeld = ({ due: { intent, person }, door }: Found): boolean => {
    const place = `${person} ${door}`
    if (held.has(intent) || (person !== null && taken.has(place))) return true
    taken.add(place)
    return false
  }
  const behind: Found[] = []
  const going: Found[] = []
  for (const one of found) (isHeld(one) ? behind : going).push(one)
  return { going, behind }
}

/** One verdict each, in order: what an earlier one of the set is allowed counts for the budget of a later one. */
const judgeAll = async (tx: Transaction, due: readonly Due[], given: ClaimGiven) => {
  const actions = actionsOf(given.channels)
  const actionOf = (one: Due) => actions.get(`${one.channel} ${one.action}`)
  const wayOf = await waysOf(tx, due, { actionOf, accounts: given.accounts })
  const { going: found, behind } = await inTurn(tx, due, wayOf, given)
  const persons = await readPersonFacts(
    tx,
    [...new Set(found.flatMap(({ due: one }) => (one.person && one.touches ? [one.person] : [])))],
    given.now,
  )
  const judged = found.map(({ due: one, address, door }): Found & { readonly verdict: Verdict } => {
    const action = actionOf(one)
    if (!action || !given.channels.get(one.channel)?.deliver)
      return { due: one, address: null, door, verdict: { refuse: 'delivery.unknown_action' } }
    const known = one.person ? persons.get(one.person) : undefined
    const verdict = judge({
      now: given.now,
      zone: one.zone ?? given.zone,
      calendar: given.calendar,
      settings: given.settings,
      channel: one.channel,
      touches: one.touches,
      purpose: one.content.purpose === 'service' ? 'service' : 'marketing',
      consents: known?.consents ?? [],
      touched: known?.touched ?? [],
      person: one.person ? { gone: one.gone } : null,
      needsAddress: action.address !== undefined && one.person !== null,
      address: address?.value ?? null,
    })
    if ('go' in verdict && one.touches) known?.touched.push(given.now)
    return { due: one, address, door, verdict }
  })
  return { judged, behind }
}

/**
 * What one of a vendor's companies is asked for rests while its own door is closed, and only one tries it again: whatever goes to another
 * company of the same vendor is not held up.
 */
const throughDoors = (going: readonly Claimed[], circuits: Awaited<ReturnType<typeof readCircuits>>) => {
  const doors = new Map(circuits.map((one) => [one.channel, one]))
  const send: Claimed[] = []
  const wait: Waiting[] = []
  const tried = new Set<string>()
  for (const one of going) {
    const door = doors.get(doorOf(one))
    if (!door || door.channel === one.channel) send.push(one)
    else if (door.closed)
      wait.push({ intent: one.intent, until: door.open_until, reason: 'delivery.door_closed', door: door.channel })
    else if (!tried.has(door.channel)) {
      tried.add(door.channel)
      send.push(one)
    }
  }
  return { send, wait }
}

/** Takes as many of each channel's action as its rate allows now. */
const withinRates = async (tx: Transaction, judged: readonly Claimed[], given: ClaimGiven) => {
  const groups = Map.groupBy(judged, (one) => `${doorOf(one)} ${one.action}`)
  const rates = [...groups].flatMap(([, group]) => {
    const first = surely(group[0], 'a group has a first')
    const rate = given.channels.get(first.channel)?.rate?.(first.action)
    return rate ? [{ channel: doorOf(first), action: first.action, ...rate, wanted: group.length }] : []
  })
  const tokens = await takeTokens(tx, rates, given.now)
  const send: Claimed[] = []
  const later: Waiting[] = []
  for (const [key, group] of groups) {
    const token = tokens.get(key)
    send.push(...group.slice(0, token?.granted ?? group.length))
    if (token)
      later.push(
        ...group
          .slice(token.granted)
          .map((one) => ({ intent: one.intent, until: token.nextAt, reason: 'delivery.rate', door: doorOf(one) })),
      )
  }
  return { send, later }
}

const settledRefused = ({ due, reason }: Judged, now: string): Settled => ({
  intent: due.intent,
  attempt: null,
  state: 'refused',
  reason,
  reference: null,
  next_at: now,
})

/** Urgent first, oldest first. */
const inOrder = (a: Due, b: Due): number => Number(b.urgent) - Number(a.urgent) || (a.intent < b.intent ? -1 : 1)

/** Writes what was decided: on the rows that are there, and as the rows of those that are fresh. Answers which of the fresh ones are new. */
const write = async (tx: Transaction, fresh: readonly Due[], decided: Decided, now: string): Promise<ReadonlySet<string>> => {
  const isFresh = new Set(fresh.map(({ intent }) => intent))
  const stored = <R extends { readonly intent: string }>(rows: readonly R[]): readonly R[] =>
    rows.filter(({ intent }) => !isFresh.has(intent))
  const [behind, waiting, refused, sending] = [
    stored(decided.behind),
    stored(decided.waiting),
    stored(decided.refused),
    stored(decided.sending),
  ]
  if (behind.length > 0) await noteDoors(tx, behind)
  if (waiting.length > 0) await markWaiting(tx, waiting)
  if (refused.length > 0) await settle(tx, refused, now)
  if (sending.length > 0) await markSending(tx, sending)
  return admitFresh(tx, fresh, decided, now)
}

/** What may go out now, at most so many: what waits and is due, and what is new and has no row yet. Where nothing can go, what is new waits. */
const candidates = async (tx: Transaction, given: ClaimGiven, circuits: Awaited<ReturnType<typeof readCircuits>>) => {
  const touching = [...given.channels.values()].flatMap((channel) =>
    channel.actions.filter((action) => action.touches).map((action) => action.name),
  )
  const { now, max } = given
  if (max <= 0) return { fresh: [], due: [], admitted: await admitIntents(tx, { touching, now }) }
  const closed = circuits.filter((one) => one.closed).map((one) => one.channel)
  const waiting = await dueDeliveries(tx, { now, max, closed })
  // What waits already goes first, but for what is urgent: else all that is new would be written as waiting behind it.
  const fresh = await takeFresh(tx, { touching, urgent: max, others: max - waiting.length })
  const open = fresh.filter(({ channel }) => !closed.includes(channel))
  const due = [...waiting, ...open].sort(inOrder).slice(0, max)
  // A channel that was closed is tried with one message before the rest follows.
  const probing = new Set(circuits.filter((one) => !one.closed).map((one) => one.channel))
  const tried = new Set<string>()
  return {
    fresh,
    due: due.filter((one) => !probing.has(one.channel) || (!tried.has(one.channel) && tried.add(one.channel))),
    admitted: fresh.length,
  }
}

/** Decides about a set of intents and marks what goes out, in one short transaction. */
export const claim = async (tx: Transaction, given: ClaimGiven): Promise<Claim> => {
  const { now } = given
  await lockClaim(tx)
  await recoverSends(tx, now)
  const circuits = await readCircuits(tx, now)
  const { fresh, due, admitted } = await candidates(tx, given, circuits)
  const { judged, behind } = await judgeAll(tx, due, given)
  const refused = judged.flatMap(({ due: one, verdict }) => ('refuse' in verdict ? [{ due: one, reason: verdict.refuse }] : []))
  const waits = judged.flatMap(({ due: one, door, verdict }): Waiting[] =>
    'wait' in verdict ? [{ intent: one.intent, until: verdict.wait.until, reason: verdict.wait.reason, door }] : [],
  )
  const going = throughDoors(
    judged.flatMap(({ due: one, address, verdict }) => ('go' in verdict ? [{ ...one, address }] : [])),
    circuits,
  )
  const { send, later } = await withinRates(tx, going.send, given)
  const until = (urgent: boolean): string => new Date(Date.parse(now) + (urgent ? urgentLeaseMs : leaseMs)).toISOString()
  const made = await write(
    tx,
    fresh,
    {
      behind: behind.map(({ due: { intent }, door }) => ({ intent, door })),
      waiting: [...waits, ...going.wait, ...later],
      refused: refused.map((one) => settledRefused(one, now)),
      sending: send.map((one) => ({ intent: one.intent, until: until(one.urgent), way: one.address, door: doorOf(one) })),
    },
    now,
  )
  const isOurs = ({ intent, fresh: isNew }: Due): boolean => !isNew || made.has(intent)
  return { send: send.filter(isOurs), refused: refused.filter(({ due: one }) => isOurs(one)), admitted }
}
