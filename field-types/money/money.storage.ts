import { baseAmountText, currencies, type FilterOperator, isObject, minorUnitsMax, shownAmount } from '@lianke/kernel'
import { sql } from 'kysely'
import {
  defineFieldStorage,
  type FilterContext,
  badValue,
  operandsOf,
  plainDecimal,
  analyticsCondition,
  pgCondition,
} from '@lianke/platform/field-storage'

const type = `numeric(24,${minorUnitsMax})`
const analyticsType = `Nullable(Decimal(24, ${minorUnitsMax}))`

interface Asked {
  readonly column: string
  readonly currency: string | null
  readonly operands: readonly string[]
}
/** A bare number asks for the amount in the tenant's currency; `{ amount, currency }` for that currency alone. */
const asked = (op: FilterOperator, value: unknown, name: string, _context: FilterContext): Asked => {
  if (op === 'empty' || op === 'not_empty') return { column: name, currency: null, operands: [] }
  const found = new Set<string | null>()
  const operands = operandsOf(op, value, name, (given) => {
    const { amount, currency } = isObject(given) ? given : { amount: given, currency: null }
    found.add(currency === null || currency === undefined ? null : String(currency))
    return plainDecimal(amount) ?? badValue(name, 'an amount is expected')
  })
  const [currency = null] = found
  if (found.size > 1 || (currency !== null && !currencies.has(currency))) return badValue(name, 'one known currency is expected')
  return { column: currency === null ? `${name}_base` : name, currency, operands }
}
/** There, but worth nothing that is known: what sums, sorts and comparisons leave out. */
const unrated = (name: string) => ({ there: name, worth: `${name}_base` })
const negative = (op: FilterOperator) => op === 'ne' || op === 'not_in'

/** Amount, currency, and the amount in the tenant's own currency, by which it sorts and compares. */
export const moneyStorage = defineFieldStorage({
  name: 'money',
  columns: (name) => [
    { name, type },
    { name: `${name}_currency`, type: 'text' },
    { name: `${name}_base`, type },
  ],
  toColumns: (value, name) => {
    const { amount = null, currency = null, base_amount = null } = isObject(value) ? value : {}
    return { [name]: amount, [`${name}_currency`]: currency, [`${name}_base`]: base_amount }
  },
  fromColumns: (row, name) => {
    const [amount, currency, base] = [row[name], row[`${name}_currency`], row[`${name}_base`]]
    if (typeof amount !== 'string' || typeof currency !== 'string') return null
    return {
      amount: shownAmount(amount, currency),
      currency,
      base_amount: typeof base === 'string' ? baseAmountText(base) : null,
    }
  },
  filter: (op, value, name, _options, ref, context) => {
    if (op === 'no_rate') {
      const { there, worth } = unrated(name)
      return sql<boolean>`(${ref(there)} is not null and ${ref(worth)} is null)`
    }
    const { column, currency, operands } = asked(op, value, name, context)
    const condition = pgCondition(op, ref(column), operands, 'numeric')
    if (currency === null) return condition
    return negative(op)
      ? sql<boolean>`(${condition} or ${ref(`${name}_currency`)} is distinct from ${currency})`
      : sql<boolean>`(${condition} and ${ref(`${name}_currency`)} = ${currency})`
  },
  sort: (name, ref) => ref(`${name}_base`),
  sortType: () => 'numeric',
  keyColumn: (name) => `${name}_base`,
  // Money is measured in the tenant's own currency.
  measure: (name) => `${name}_base`,
  // Programs that collect events rarely convert currencies; an amount alone counts in the tenant's own.
  inEvent: (column, name) =>
    column === name
      ? { part: 'amount' }
      : column === `${name}_currency`
        ? { part: 'currency' }
        : { part: 'base_amount', or: 'amount' },
  analytics: (name) => [
    { name, type: analyticsType },
    { name: `${name}_currency`, type: 'LowCardinality(Nullable(String))' },
    { name: `${name}_base`, type: analyticsType },
  ],
  toAnalytics: (value, name) => moneyStorage.toColumns(value, name, {}),
  analyticsFilter: (op, value, name, _options, ref, param, context) => {
    if (op === 'no_rate') {
      const { there, worth } = unrated(name)
      return `(isNotNull(${ref(there)}) and isNull(${ref(worth)}))`
    }
    const { column, currency, operands } = asked(op, value, name, context)
    const condition = analyticsCondition(op, ref(column), operands, 'Decimal(24, 8)', param)
    if (currency === null) return condition
    const other = `${ref(`${name}_currency`)} ${negative(op) ? '!=' : '='} ${param(currency, 'String')}`
    return negative(op) ? `(${condition} or ifNull(${other}, true))` : `(${condition} and ${other})`
  },
})
