import type { Database } from '@lianke/platform'
import { isObject, textIn } from '@lianke/kernel'
import { type Callback, type CallbackSource, instantText, type RefusedCallback } from '@lianke/platform/operations'
import { calledBack } from './rules/is-callback.rule.ts'

const columns = `id::text, channel, message_id, kind, ${instantText('received_at')} as at, state, needed, attempts, error, body ->> 'issuer' as issuer`

/** As it came; what was stored before texts were kept, as it was understood. */
const textOfBody = (body: unknown): string => (isObject(body) ? textIn(body.raw) : null) ?? JSON.stringify(body, null, 2)

export const receivedCallbacks: CallbackSource = {
  list: (database, tenant, { channel, before, limit }) =>
    database.query<Callback>(tenant, {
      text: `select ${columns} from inbox
      where channel = $1 and ${calledBack} and ($2::timestamptz is null or (received_at, id::text collate "C") < ($2, $3))
      order by received_at desc, id::text collate "C" desc limit $4`,
      values: [channel, before?.at ?? null, before?.id ?? null, limit],
    }),
  read: async (database, tenant, id) => {
    const [row] = await database.query<Callback & { body: unknown }>(tenant, {
      text: `select ${columns}, body from inbox where id = $1 and ${calledBack}`,
      values: [id],
    })
    if (!row) return null
    const { body, ...callback } = row
    return { callback, text: textOfBody(body) }
  },
  refused: (database, tenant, channel) =>
    database.query<RefusedCallback>(tenant, {
      text: `select reason, count::float8 as count, last_at,
        (select coalesce(jsonb_agg(jsonb_build_object('at', at, 'text', text) order by at desc), '[]') from callback_refused_text t
          where t.channel = r.channel and t.reason = r.reason) as texts
      from callback_refused r where channel = $1 order by last_at desc limit 50`,
      values: [channel],
    }),
}

const writeEveryMs = 1000
const reasonsMax = 100
/** Of each reason the last texts are kept, each cut: anybody may knock. */
const textsKeptMax = 5
const textCharactersMax = 4000

interface Knocks {
  readonly tenant: string
  readonly channel: string
  readonly reason: string
  count: number
  readonly texts: { at: string; text: string }[]
}

const writeKnocks = async (database: Database, { tenant, channel, reason, count, texts }: Knocks): Promise<void> => {
  const [row] = await database.query<{ count: number }>(tenant, {
    text: `insert into callback_refused as r (channel, reason, count, last_at) values ($1, $2, $3, clock_timestamp())
      on conflict (channel, reason) do update set count = r.count + excluded.count, last_at = excluded.last_at returning count::float8 as count`,
    values: [channel, reason, count],
  })
  const first = (row?.count ?? 0) - texts.length
  await database.query(tenant, {
    text: `insert into callback_refused_text (channel, reason, slot, at, text)
      select $1, $2, slot, at, text from unnest($3::smallint[], $4::timestamptz[], $5::text[]) as k (slot, at, text)
      on conflict (channel, reason, slot) do update set at = excluded.at, text = excluded.text`,
    values: [
      channel,
      reason,
      texts.map((_, index) => (first + index) % textsKeptMax),
      texts.map(({ at }) => at),
      texts.map(({ text }) => text),
    ],
  })
}

/** Counts callbacks that were turned away at the door and keeps the last texts of each reason. Anybody may knock, so there are few rows per reason, written at most once a second. */
export const openRefusedLog = (database: Database) => {
  const waiting = new Map<string, Knocks>()
  let timer: NodeJS.Timeout | null = null
  const flush = async (): Promise<void> => {
    timer = null
    const knocks = [...waiting.values()]
    waiting.clear()
    for (const each of knocks) await writeKnocks(database, each)
  }
  return (tenant: string, channel: string, reason: string, text?: string): void => {
    const key = `${tenant} ${channel} ${reason}`
    const known = waiting.get(key) ?? { tenant, channel, reason, count: 0, texts: [] }
    if (known.count === 0 && waiting.size >= reasonsMax) return
    waiting.set(key, known)
    known.count++
    if (text !== undefined)
      known.texts.push({ at: new Date().toISOString(), text: text.slice(0, textCharactersMax).replaceAll('\u0000', '\ufffd') })
    if (known.texts.length > textsKeptMax) known.texts.shift()
    // The figure is a hint for whoever sets up a channel: losing one second of it with the process is no harm.
    timer ??= setTimeout(
      () => void flush().catch((error: Error) => process.emitWarning(error.message, 'RefusedCallbacks')),
      writeEveryMs,
    )
    timer.unref()
  }
}
