import { alwaysOpen, defineEngine, staffAccountField, staffObject, surely, type WorkingCalendar } from '@lianke/kernel'
import { type EngineHost, type Platform, type Transaction, type Turned, wakeReaders } from '@lianke/platform'
import { claim } from './claim.ts'
import { deliveryMigrations } from './delivery.migration.ts'
import { gateSettings } from './gate-settings.ts'
import type { GateSettings } from './rules/gate.rule.ts'
import { confirmSet, recordConfirmed } from './confirm.ts'
import { type Answer, record, sendSet, setsOf, tellRefused } from './send.ts'
import { type Asked, dueAsked } from './statements/asked.statement.ts'
import { readCircuits } from './statements/channel-doors.statement.ts'
import { nextDueDelivery } from './statements/claim.statement.ts'
import { type Address, readAddresses } from './statements/read-gate.statement.ts'

const inFlightMax = 256
const recordRestMs = 200
const recordTriesMax = 20

/** What one process is sending for one tenant. Sends run beside the turns, so that a slow vendor holds up nobody else. */
interface Flight {
  inFlight: number
  answers: Answer[]
  recording: Promise<void> | null
}
const flights = new WeakMap<Platform, Map<string, Flight>>()
const flightOf = (platform: Platform, tenant: string): Flight => {
  const all = flights.get(platform) ?? new Map<string, Flight>()
  flights.set(platform, all)
  const flight = all.get(tenant) ?? { inFlight: 0, answers: [], recording: null }
  all.set(tenant, flight)
  return flight
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const settingsOf = (host: EngineHost): Promise<GateSettings> =>
  gateSettings((name) => host.platform.settings.get(host.tenant, name))

/** When the company works; asked only where its days off are quiet. */
const calendarOf = async (host: EngineHost, zone: string, { quiet }: GateSettings): Promise<WorkingCalendar> =>
  quiet?.off_days
    ? (await (await host.platform.reading(host.tenant, { kind: 'system', id: 'delivery' })).calendars()).usual
    : alwaysOpen(zone)

/** Channels on which staff have accounts of their own. */
const channelsOfStaff = async (host: EngineHost): Promise<ReadonlySet<string>> => {
  const fields = (await host.platform.model(host.tenant)).objects.get(staffObject)?.fields
  return new Set([...host.channels.keys()].filter((name) => fields?.has(staffAccountField(name))))
}

/** Writes answers as they come, all that have gathered in one transaction. */
const recordAnswers = async (host: EngineHost, flight: Flight): Promise<void> => {
  for (let tries = 0; flight.answers.length > 0 && tries < recordTriesMax; ) {
    const answers = flight.answers.splice(0)
    try {
      await host.platform.database.transaction(host.tenant, async (tx) => {
        await record(tx, answers, host.now(), Math.random)
        tx.afterCommit(() => wakeReaders(host.platform.database, host.tenant))
      })
      tries = 0
    } catch (error) {
      // The answers are kept: without them a sent message would count as unknown.
      flight.answers.unshift(...answers)
      tries++
      host.log('error', 'answers of channels could not be written', { error: String(error), count: answers.length, tries })
      await pause(recordRestMs * tries)
    }
  }
  flight.recording = null
}

const dispatch = (host: EngineHost, flight: Flight, set: Parameters<typeof sendSet>[2]): void => {
  const channel = surely(host.channels.get(set[0]?.channel ?? ''), 'a claimed delivery has a channel')
  flight.inFlight += set.length
  void sendSet(channel, host.channelHost, set).then((answers) => {
    flight.inFlight -= set.length
    flight.answers.push(...answers)
    flight.recording ??= Promise.resolve().then(() => recordAnswers(host, flight))
  })
}

type Addressed = Asked & { readonly address: Address | null }
const confirmedPerTurnMax = 200

/** Messages that people were to send and that are due to be asked for, by channel, each with the address it was for. */
const askedDue = async (tx: Transaction, host: EngineHost): Promise<ReadonlyMap<string, readonly Addressed[]>> => {
  const closed = (await readCircuits(tx, host.now())).filter((one) => one.closed).map((one) => one.channel)
  const asked = await dueAsked(tx, { now: host.now(), max: confirmedPerTurnMax, closed })
  const typeOf = ({ channel, action }: Asked) => host.channels.get(channel)?.actions.find(({ name }) => name === action)?.address
  const addresses = await readAddresses(
    tx,
    asked.flatMap((one) => {
      const type = typeOf(one)
      return one.person && type && !one.way ? [{ person: one.person, type }] : []
    }),
  )
  const addressed = asked.map((one) => ({ ...one, address: one.way ?? addresses.get(`${one.person} ${typeOf(one)}`) ?? null }))
  return Map.groupBy(addressed, ({ channel }) => channel)
}

/** Asks a channel what became of messages and writes it; what could not be written is asked again when its lease ends. */
const confirm = (host: EngineHost, flight: Flight, name: string, asked: readonly Addressed[]): void => {
  const channel = host.channels.get(name)
  if (!channel) return
  flight.inFlight++
  const work = async (): Promise<void> => {
    const said = await confirmSet(channel, host.channelHost, asked)
    await host.platform.database.transaction(host.tenant, async (tx) => {
      await recordConfirmed(tx, asked, said, host.now())
      tx.afterCommit(() => wakeReaders(host.platform.database, host.tenant))
    })
  }
  void work()
    .catch((error: unknown) => host.log('error', 'what became of messages could not be written', { error: String(error) }))
    .finally(() => {
      flight.inFlight--
    })
}

/** Waits until nothing is in flight (a process that stops, a test). */
export const deliveriesDone = async (platform: Platform, tenant: string): Promise<void> => {
  const flight = flightOf(platform, tenant)
  while (flight.inFlight > 0 || flight.answers.length > 0 || flight.recording) await (flight.recording ?? pause(5))
}

/** intent → delivery: the one place where it is decided whether, when and how often a person is touched. */
export const delivery = defineEngine<EngineHost>({
  name: 'delivery',
  reads: ['handle', 'intent'],
  writes: 'delivery',
  migrations: deliveryMigrations,
  turn: async (host): Promise<Turned> => {
    const flight = flightOf(host.platform, host.tenant)
    const [zone, settings] = [await host.zone(), await settingsOf(host)]
    const calendar = await calendarOf(host, zone, settings)
    const accounts = await channelsOfStaff(host)
    const max = Math.max(0, inFlightMax - flight.inFlight - flight.answers.length)
    const done = await host.platform.database.transaction(host.tenant, async (tx) => {
      const claimed = await claim(tx, {
        now: host.now(),
        zone,
        calendar,
        settings,
        channels: host.channels,
        accounts,
        max,
      })
      await tellRefused(tx, claimed.refused, host.now())
      const asked = await askedDue(tx, host)
      return { ...claimed, asked, nextAt: await nextDueDelivery(tx, host.now()) }
    })
    for (const set of setsOf(host.channels, done.send)) dispatch(host, flight, set)
    for (const [channel, asked] of done.asked) confirm(host, flight, channel, asked)
    const decided = done.send.length + done.refused.length
    return { more: decided > 0 || done.admitted > 0, nextAt: done.nextAt, full: max > 0 && decided >= max }
  },
})
