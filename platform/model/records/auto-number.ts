import { dayText, traitsOf, wallTimeAt } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { ModelObject } from '../model/model.ts'
import type { Unit } from './unit.ts'

/** `ORD-{yyyy}{mm}-{n:5}` at a moment: what is the same for all numbers of a set. */
const datedPattern = (pattern: string, now: string, zone: string): string => {
  const [year = '', month = '', day = ''] = dayText(wallTimeAt(Date.parse(now), zone)).split('-')
  return pattern.replaceAll('{yyyy}', year).replaceAll('{yy}', year.slice(2)).replaceAll('{mm}', month).replaceAll('{dd}', day)
}

/** A dated pattern and a number → text. Without the number it is the period that the counter belongs to. */
const formatAutoNumber = (dated: string, n: number | null): string =>
  dated.replace(/\{n(?::(\d+))?\}/g, (_, width: string | undefined) =>
    n === null ? '' : String(n).padStart(Number(width ?? 1), '0'),
  )

const taking = (object: ModelObject, name: string, period: string, count: number): RawBuilder<unknown> =>
  sql`insert into auto_number (object, field, period, value) values (${object.name}, ${name}, ${period}, ${count})
    on conflict (object, field, period) do update set value = auto_number.value + excluded.value returning value`

/** Gives the rows of a set their numbers: one statement takes the whole range, so numbers have no gaps and no doubles. Answers whether it took any. */
export const takeNumbers = async (
  unit: Unit,
  object: ModelObject,
  rows: readonly Record<string, unknown>[],
): Promise<boolean> => {
  let any = false
  for (const [name, field] of object.fields) {
    if (traitsOf(field).computed !== 'series') continue
    const open = rows.filter((row) => row[name] === undefined || row[name] === null)
    if (open.length === 0) continue
    any = true
    const dated = datedPattern(field.options.pattern as string, unit.now, unit.types.zone)
    const [taken] = await unit.tx.query<{ value: number }>(taking(object, name, formatAutoNumber(dated, null), open.length))
    const first = Number(taken?.value) - open.length + 1
    for (const [index, row] of open.entries()) row[name] = formatAutoNumber(dated, first + index)
  }
  return any
}

/** A number that is taken in the statement that inserts its record. */
export interface OwnNumber {
  readonly field: string
  /** Moves the counter and answers its `value`. */
  readonly taking: RawBuilder<unknown>
  /** The number's text, made of the counter's value. */
  readonly text: (value: RawBuilder<unknown>) => RawBuilder<unknown>
  /** The same text, for the row in hand. */
  readonly said: (value: number) => string
}

/**
 * The one number that a single new record lacks; null where there is none or several. Every other writer waits for the counter until the
 * commit: taking it on the way costs them one way to the database less.
 */
export const ownNumber = (unit: Unit, object: ModelObject, row: Record<string, unknown>): OwnNumber | null => {
  const open = [...object.fields].filter(([name, field]) => traitsOf(field).computed === 'series' && (row[name] ?? null) === null)
  const [found] = open.length === 1 ? open : []
  if (!found) return null
  const [field, { options }] = found
  const dated = datedPattern(String(options.pattern), unit.now, unit.types.zone)
  return {
    field,
    taking: taking(object, field, formatAutoNumber(dated, null), 1),
    text: (value) =>
      sql`concat(${sql.join(
        dated.split(/(\{n(?::\d+)?\})/).map((piece) => {
          const width = /^\{n(?::(\d+))?\}$/.exec(piece)
          return width
            ? sql`lpad(${value}::text, greatest(${Number(width[1] ?? 1)}::int, length(${value}::text)), '0')`
            : sql`${piece}::text`
        }),
      )})`,
    said: (value) => formatAutoNumber(dated, value),
  }
}
