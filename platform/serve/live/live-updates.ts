import type { Database } from '../../store/db/database.ts'
import { factChannel, readWake } from '../../store/facts/wake.ts'

/** A small word that something changed; whoever may see it asks for the rest. */
export interface LiveNotice {
  readonly name: string
  readonly object: string | null
  readonly id: string | null
  readonly person: string | null
  /** Version of the record after the change, where the fact tells it. */
  readonly version: number | null
  readonly at: string
}

const noticesPerLookMax = 500
const waitingPerListenerMax = 1000

interface Listener {
  readonly waiting: LiveNotice[]
  wake: () => void
  missed: boolean
}
interface Watched {
  snapshot: string
  readonly listeners: Set<Listener>
  looking: boolean
  again: boolean
}

/** Notices for the screens of this process: one LISTEN, one look at the ledger per tenant and wake-up, however many screens are open. */
export interface Live {
  /** Everything of a tenant from now on, until the signal. `null` means that some were missed: ask anew. */
  updates(tenant: string, signal: AbortSignal): AsyncIterable<LiveNotice | null>
  close(): Promise<void>
}

type AllWatched = Map<string, Watched>

/** Tells the screens of a tenant what was committed since the last look; one look at a time. */
const look = async (database: Database, watched: AllWatched, tenant: string): Promise<void> => {
  const state = watched.get(tenant)
  if (!state) return
  if (state.looking) {
    state.again = true
    return
  }
  state.looking = true
  try {
    do {
      state.again = false
      const { notices, to } = await noticesSince(database, tenant, state.snapshot)
      state.snapshot = to
      for (const listener of state.listeners) tell(listener, notices)
    } while (state.again)
  } catch (error) {
    // The screens keep what they have; the next wake-up looks from the same place.
    process.emitWarning(error instanceof Error ? error : String(error), 'LiveUpdates')
  } finally {
    state.looking = false
  }
}

/** The listener among those of its tenant, from now on. */
const addListener = async (database: Database, watched: AllWatched, tenant: string, listener: Listener): Promise<void> => {
  const made = (): Promise<Watched> =>
    snapshotOf(database, tenant).then((snapshot) => ({ snapshot, listeners: new Set(), looking: false, again: false }))
  const found = watched.get(tenant) ?? (await made())
  // Another screen of the tenant may have come while the snapshot was asked for.
  const state = watched.get(tenant) ?? found
  watched.set(tenant, state)
  state.listeners.add(listener)
}

const removeListener = (watched: AllWatched, tenant: string, listener: Listener): void => {
  const state = watched.get(tenant)
  state?.listeners.delete(listener)
  if (state?.listeners.size === 0) watched.delete(tenant)
}

/** What a listener is told, one by one, until the signal. */
async function* heard(listener: Listener, signal: AbortSignal): AsyncGenerator<LiveNotice | null> {
  while (!signal.aborted) {
    if (listener.missed) {
      listener.missed = false
      yield null
    }
    const notice = listener.waiting.shift()
    if (notice) yield notice
    else
      await new Promise<void>((resolve) => {
        listener.wake = resolve
        signal.addEventListener('abort', () => resolve(), { once: true })
      })
  }
}

export const openLive = async (database: Database): Promise<Live> => {
  const watched: AllWatched = new Map()
  // Last: a word may come while we are still waiting for the LISTEN to be acknowledged.
  const stop = await database.listen(factChannel, (word) => void look(database, watched, readWake(word).tenant))
  return {
    async *updates(tenant, signal) {
      const listener: Listener = { waiting: [], wake: () => undefined, missed: false }
      await addListener(database, watched, tenant, listener)
      try {
        yield* heard(listener, signal)
      } finally {
        removeListener(watched, tenant, listener)
      }
    },
    close: stop,
  }
}

/** A screen that does not keep up is told so instead of filling the memory. */
const tell = (listener: Listener, notices: readonly LiveNotice[] | null): void => {
  if (notices === null || listener.waiting.length + notices.length > waitingPerListenerMax) {
    listener.waiting.length = 0
    listener.missed = true
  } else listener.waiting.push(...notices)
  listener.wake()
}

/** By a statement without a table: on Citus the coordinator's, as the facts have it. */
const snapshotOf = async (database: Database, tenant: string): Promise<string> => {
  const [row] = await database.query<{ now: string }>(tenant, { text: 'select pg_current_snapshot()::text as now' })
  return row?.now ?? '1:1:'
}

/** What was committed since a snapshot; null instead of a flood (an import of a million rows is one "ask anew"). */
const noticesSince = async (
  database: Database,
  tenant: string,
  from: string,
): Promise<{ notices: LiveNotice[] | null; to: string }> => {
  const to = await snapshotOf(database, tenant)
  const rows = await database.query<LiveNotice>(tenant, {
    text: `with since as materialized (select $1::pg_snapshot as f, $2::pg_snapshot as t),
      found as (
        select x.* from since, lateral (select f.* from fact f where f.xid >= pg_snapshot_xmax(since.f) and f.xid < pg_snapshot_xmax(since.t) and pg_visible_in_snapshot(f.xid, since.t) limit ${noticesPerLookMax + 1}) x
        union all
        select x.* from since, lateral (select f.* from fact f where f.xid = any (array(select pg_snapshot_xip(since.f))) and pg_visible_in_snapshot(f.xid, since.t) limit ${noticesPerLookMax + 1}) x)
      select found.name, found.object, found.record as id, found.person, (found.payload ->> 'version')::int as version, found.recorded_at as at
      from found order by found.seq`,
    values: [from, to],
  })
  return { notices: rows.length > noticesPerLookMax ? null : rows, to }
}
