import { baseAmountText, type MoneyValue, moneyIn, type Row, traitsOf, worthAt } from '@lianke/kernel'
import type { ModelObject } from '../model/model.ts'
import type { Draft } from './draft.ts'
import { ratedDay, readRates } from './rates.ts'
import { partObject } from './read-parts.ts'
import type { Unit } from './unit.ts'

const kept = new WeakMap<ModelObject, readonly string[]>()
/** Fields of an object that hold amounts of some currency. */
export const moneyFields = (object: ModelObject): readonly string[] => {
  const known = kept.get(object)
  if (known) return known
  const names = [...object.fields].flatMap(([name, field]) => (traitsOf(field).counts === 'money' ? [name] : []))
  kept.set(object, names)
  return names
}

/** An amount in another currency than the company's own, at a day. */
interface Foreign {
  readonly value: MoneyValue
  readonly day: string
  readonly put: (value: MoneyValue) => void
}

/** Gives amounts what they are worth in the company's own currency at their day's rates: one statement, and none where all are in the own currency. */
const rate = async (unit: Unit, foreign: readonly Foreign[]): Promise<void> => {
  if (foreign.length === 0) return
  const { baseCurrency } = unit.types
  const rates = await readRates(
    unit,
    foreign.map(({ value: { currency }, day }) => ({ currency, day })),
  )
  for (const { value, day, put } of foreign) {
    const found = rates({ currency: value.currency, day })
    const worth = found === null ? null : worthAt(value.amount, found, baseCurrency)
    const base_amount = worth === null ? null : baseAmountText(worth)
    if (base_amount !== (value.base_amount ?? null)) put({ ...value, base_amount })
  }
}

interface Holder {
  readonly object: ModelObject
  readonly row: Row
  readonly before: Row | null
  /** The record whose day counts: of a part its whole. */
  readonly dated: { readonly object: ModelObject; readonly row: Row; readonly before: Row | null }
  readonly put: (name: string, value: MoneyValue) => void
}

/** Amounts of a record that came or changed, or whose day did: what stands keeps its base amount until its rate changes. */
const foreignIn = (unit: Unit, { object, row, before, dated, put }: Holder): Foreign[] => {
  const { baseCurrency, zone } = unit.types
  let day: string | null = null
  return moneyFields(object).flatMap((name) => {
    const value = moneyIn(row[name])
    if (value === null || value.currency === baseCurrency) return []
    day ??= ratedDay(dated.object, dated.row, zone)
    const was = before && moneyIn(before[name])
    const same = was && was.amount === value.amount && was.currency === value.currency
    if (same && dated.before && ratedDay(dated.object, dated.before, zone) === day) return []
    return [{ value, day, put: (found: MoneyValue) => put(name, found) }]
  })
}

const isForeign = (unit: Unit, object: ModelObject, row: Row): boolean =>
  moneyFields(object).some((name) => {
    const value = moneyIn(row[name])
    return value !== null && value.currency !== unit.types.baseCurrency
  })

/** The stage behind derivation: base amounts of a whole set's records and their parts. */
export const rateDrafts = async (unit: Unit, object: ModelObject, drafts: readonly Draft[]): Promise<void> => {
  const lines = [...object.parts.values()].map((part) => ({ child: partObject(unit, part), name: part.name }))
  const abroad = drafts.filter(
    (draft) =>
      isForeign(unit, object, draft.row) ||
      lines.some(({ child, name }) => draft.parts.get(name)?.rows.some(({ row }) => isForeign(unit, child, row))),
  )
  if (abroad.length === 0) return
  await rate(
    unit,
    abroad.flatMap((draft) => {
      const { row, before } = draft
      const dated = { object, row, before }
      const own = foreignIn(unit, {
        object,
        row,
        before,
        dated,
        put: (name, value) => {
          draft.row = { ...draft.row, [name]: value }
          draft.computed = { ...draft.computed, [name]: value }
        },
      })
      const ofLines = lines.flatMap(({ child, name }) =>
        (draft.parts.get(name)?.rows ?? []).flatMap((line) =>
          foreignIn(unit, {
            object: child,
            row: line.row,
            before: line.before,
            dated,
            put: (field, value) => {
              line.row = { ...line.row, [field]: value }
            },
          }),
        ),
      )
      return ofLines.length === 0 ? own : [...own, ...ofLines]
    }),
  )
}

/** Base amounts of values that were derived again while something else was written. */
export const rateDerived = (
  unit: Unit,
  object: ModelObject,
  derived: readonly { readonly before: Row; readonly values: Record<string, unknown> }[],
): Promise<void> =>
  rate(
    unit,
    derived.flatMap(({ before, values }) => {
      const row = { ...before, ...values }
      const put = (name: string, value: MoneyValue) => void (values[name] = value)
      return foreignIn(unit, { object, row, before, dated: { object, row, before }, put })
    }),
  )

/** Rows under their locks whose base amounts are no longer those of their day, with what they are now. */
export const movedAmounts = async (
  unit: Unit,
  object: ModelObject,
  rows: readonly Row[],
  dated: { readonly object: ModelObject; readonly rowOf: (row: Row) => Row },
): Promise<readonly { readonly before: Row; readonly moved: Record<string, unknown> }[]> => {
  const { baseCurrency, zone } = unit.types
  const found = rows.map((before) => {
    const moved: Record<string, unknown> = {}
    return { before, moved }
  })
  await rate(
    unit,
    found.flatMap(({ before, moved }) => {
      const day = ratedDay(dated.object, dated.rowOf(before), zone)
      return moneyFields(object).flatMap((name): Foreign[] => {
        const value = moneyIn(before[name])
        if (value === null || value.currency === baseCurrency) return []
        return [{ value, day, put: (now) => void (moved[name] = now) }]
      })
    }),
  )
  return found.filter(({ moved }) => Object.keys(moved).length > 0)
}
