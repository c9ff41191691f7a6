import { dayText, wallTimeAt } from '@lianke/kernel'
import { sql } from 'kysely'
import type { ModelObject } from '../model/model.ts'
import type { Unit } from './unit.ts'

/** `ORD-{yyyy}{mm}-{n:5}` at a moment: what is the same for all numbers of a set. */
export const datedPattern = (pattern: string, now: string, zone: string): string => {
  const [year = '', month = '', day = ''] = dayText(wallTimeAt(Date.parse(now), zone)).split('-')
  return pattern.replaceAll('{yyyy}', year).replaceAll('{yy}', year.slice(2)).replaceAll('{mm}', month).replaceAll('{dd}', day)
}

/** A dated pattern and a number → text. Without the number it is the period that the counter belongs to. */
export const formatAutoNumber = (dated: string, n: number | null): string =>
  dated.replace(/\{n(?::(\d+))?\}/g, (_, width: string | undefined) =>
    n === null ? '' : String(n).padStart(Number(width ?? 1), '0'),
  )

/** Gives the rows of a set their numbers: one statement takes the whole range, so numbers have no gaps and no doubles. */
export const takeNumbers = async (unit: Unit, object: ModelObject, rows: readonly Record<string, unknown>[]): Promise<void> => {
  for (const [name, field] of object.fields) {
    if (field.type !== 'auto_number') continue
    const open = rows.filter((row) => row[name] === undefined || row[name] === null)
    if (open.length === 0) continue
    const dated = datedPattern(field.options.pattern as string, unit.now, unit.types.zone)
    const period = formatAutoNumber(dated, null)
    const [taken] = await unit.tx.query<{
      value: number
    }>(sql`insert into auto_number (object, field, period, value) values (${object.name}, ${name}, ${period}, ${open.length})
      on conflict (object, field, period) do update set value = auto_number.value + excluded.value returning value`)
    const first = Number(taken?.value) - open.length + 1
    for (const [index, row] of open.entries()) row[name] = formatAutoNumber(dated, first + index)
  }
}
