import { alwaysOpen, type ChannelDefinition, defineEngine, surely, type WorkingCalendar } from '@lianke/kernel'
import { type EngineHost, type Platform, type Turned, wakeReaders } from '@lianke/platform'
import { claim } from './claim.ts'
import { deliveryMigrations } from './delivery.migration.ts'
import { gateSettings } from './gate-settings.ts'
import type { GateSettings } from './rules/gate.rule.ts'
import { type Answer, record, sendOne, tellRefused } from './send.ts'
import { nextDueDelivery } from './statements/claim.statement.ts'

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

const dispatch = (host: EngineHost, flight: Flight, channel: ChannelDefinition, claimed: Parameters<typeof sendOne>[2]): void => {
  flight.inFlight++
  void sendOne(channel, host.channelHost, claimed).then((answer) => {
    flight.inFlight--
    flight.answers.push(answer)
    flight.recording ??= Promise.resolve().then(() => recordAnswers(host, flight))
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
    const max = Math.max(0, inFlightMax - flight.inFlight - flight.answers.length)
    const done = await host.platform.database.transaction(host.tenant, async (tx) => {
      const claimed = await claim(tx, {
        now: host.now(),
        zone,
        calendar,
        settings,
        channels: host.channels,
        max,
      })
      await tellRefused(tx, claimed.refused, host.now())
      return { ...claimed, nextAt: await nextDueDelivery(tx, host.now()) }
    })
    for (const claimed of done.send)
      dispatch(host, flight, surely(host.channels.get(claimed.channel), 'a claimed delivery has a channel'), claimed)
    const decided = done.send.length + done.refused.length
    return { more: decided > 0 || done.admitted > 0, nextAt: done.nextAt, full: max > 0 && decided >= max }
  },
})
