import { type EventStep, stepTimeMs } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'

interface SequenceAsked {
  /** The facts gone through, by their alias, and whose each is. */
  readonly alias: string
  readonly from: RawBuilder<unknown>
  readonly owner: RawBuilder<unknown>
  /** The measured number of the first event. */
  readonly value: RawBuilder<unknown>
  /** The first event is not before; what followed it is not either. */
  readonly since: string | null
  readonly now: string
  readonly names: readonly string[]
  readonly first: RawBuilder<boolean>
  readonly then: readonly (EventStep & { readonly is: RawBuilder<boolean> })[]
}

/** Whether a step of one event is followed as it must be, by the moment at which the next good one comes after it. */
const isFollowed = ({ within, none }: EventStep, next: RawBuilder<unknown>, now: string): RawBuilder<boolean> => {
  const end = within && sql`at + ${stepTimeMs(within)} * interval '1 millisecond'`
  if (none) return end ? sql`(${end} < ${now}::timestamptz and (${next} is null or ${next} > ${end}))` : sql`${next} is null`
  return end ? sql`${next} <= ${end}` : sql`${next} is not null`
}

/**
 * First events that were followed as asked, as rows `owner`, `at`, `value`. The events of all steps are read once and gone through backwards, a window
 * for each step: the next good event of the step behind it, never the event itself. Moments are those of the analytics store, in milliseconds.
 */
export const followedRows = ({
  alias,
  from,
  owner,
  value,
  since,
  now,
  names,
  first,
  then,
}: SequenceAsked): RawBuilder<unknown> => {
  const at = sql`date_trunc('milliseconds', ${sql.ref(`${alias}.occurred_at`)})`
  const is = (step: RawBuilder<boolean>, nth: number) => sql`coalesce(${step}, false) as ${sql.ref(`is_${nth}`)}`
  const flags = sql.join([first, ...then.map((step) => step.is)].map(is))
  const bound = since === null ? sql`` : sql` and ${sql.ref(`${alias}.occurred_at`)} >= ${since}::timestamptz`
  const steps = sql`select ${owner} as owner, ${at} as at, ${sql.ref(`${alias}.seq`)} as seq, ${value} as value, ${flags}
    from ${from} where ${sql.ref(`${alias}.name`)} = any(${[...new Set(names)]}::text[])${bound}`
  let rows = sql`(${steps}) as steps`
  let good: RawBuilder<boolean> | null = null
  for (const [at, step] of [...then.entries()].toReversed()) {
    const nth = at + 1
    const flag = sql<boolean>`${sql.ref(`is_${nth}`)}`
    rows = withNext(rows, { nth, flag, good: good ? sql<boolean>`${flag} and ${good}` : flag, times: step.times ?? 1 })
    good = isFollowed(step, sql.ref(`next_${nth}`), now)
  }
  return sql`select owner, at, value from ${rows} where is_0 and ${good ?? sql`true`}`
}

interface NextAsked {
  readonly nth: number
  readonly flag: RawBuilder<boolean>
  readonly good: RawBuilder<boolean>
  readonly times: number
}
/** To each event the moment of the next good one of a step: of several times it has at least so many of the step behind the event, itself among them. */
const withNext = (rows: RawBuilder<unknown>, { nth, flag, good, times }: NextAsked): RawBuilder<unknown> => {
  const next = sql`min(at) filter (where ${good}) over (partition by owner order by`
  const as = sql`as ${sql.ref(`next_${nth}`)}`
  const from = sql.ref(`from_${nth}`)
  if (times === 1)
    return sql`(select *, ${next} at desc, seq desc rows between unbounded preceding and 1 preceding) ${as} from ${rows}) as ${from}`
  const place = sql.ref(`place_${nth}`)
  const counted = sql`(select *, count(*) filter (where ${flag}) over (partition by owner order by at, seq rows unbounded preceding) as ${place} from ${rows}) as ${sql.ref(`counted_${nth}`)}`
  return sql`(select *, ${next} ${place} desc range between unbounded preceding and ${sql.lit(times)} preceding) ${as} from ${counted}) as ${from}`
}
