import { localTime, type Row } from '@lianke/kernel'
import { sql } from 'kysely'
import type { Model, ModelObject } from '../model/model.ts'
import type { Unit } from './unit.ts'

const kept = new WeakMap<Model, ModelObject | null>()
/** The object that keeps what other currencies are worth; null where the model has none. */
export const ratesObject = (model: Model): ModelObject | null => {
  const known = kept.get(model)
  if (known !== undefined) return known
  const found = [...model.objects.values()].find(({ definition }) => definition.keeps === 'exchange_rates') ?? null
  kept.set(model, found)
  return found
}

/** The day at whose rates the amounts of a record, and of its parts, are worth something. */
export const ratedDay = (object: ModelObject, row: Row, zone: string): string => {
  const given = row[object.definition.ratedOn ?? 'created_at'] ?? row.created_at
  const text = String(given)
  return text.length === 10 ? text : localTime(text, zone).day
}

interface Wanted {
  readonly currency: string
  readonly day: string
}
const keyOf = ({ currency, day }: Wanted): string => `${currency} ${day}`

/**
 * The newest rate on or before a day, for all that a set asks: one statement. It takes a number of the transaction, so that who works out anew
 * what stood before a rate came can tell that this one has ended.
 */
export const readRates = async (unit: Unit, wanted: readonly Wanted[]): Promise<(one: Wanted) => string | null> => {
  const object = ratesObject(unit.model)
  const asked = [...new Map(wanted.map((one) => [keyOf(one), one])).values()]
  if (!object || asked.length === 0) return () => null
  // Goes with the next statement; without a table, so that on Citus the coordinator gives the number.
  unit.tx.send({ text: 'select pg_current_xact_id()' })
  const found = await unit.tx.query<{ currency: string; day: string; rate: string | null }>(
    sql`select w.currency, w.day::text as day,
        (select r.rate::text from ${sql.table(object.table)} as r
          where r.currency = w.currency and r.holds_from <= w.day and r.deleted_at is null order by r.holds_from desc limit 1) as rate
      from unnest(${asked.map(({ currency }) => currency)}::text[], ${asked.map(({ day }) => day)}::date[]) as w (currency, day)`,
  )
  const rates = new Map(found.map((one) => [keyOf(one), one.rate]))
  return (one) => rates.get(keyOf(one)) ?? null
}
