import {
  currencies,
  type FieldTraits,
  fieldTypes,
  type LedgerDefinition,
  minorUnits,
  minorUnitsMax,
  moneyIn,
  scaleOf,
  surely,
  type TypeContext,
  wholeDigitsMax,
} from '@lianke/kernel'

/** What a ledger counts: pieces, parts of one, or money. */
export const countsIn = ({ amount }: Pick<LedgerDefinition, 'amount'>): FieldTraits['counts'] => fieldTypes[amount.type].counts

/** Digits behind the point that a ledger keeps; money keeps those of the finest currency. */
export const ledgerScale = (ledger: Pick<LedgerDefinition, 'amount'>): number => {
  const counts = countsIn(ledger)
  return counts === 'whole' ? 0 : counts === 'money' ? minorUnitsMax : scaleOf(ledger.amount.options)
}

/** The largest balance a column holds. */
export const ledgerMax = (ledger: Pick<LedgerDefinition, 'amount'>, scale: number): bigint =>
  countsIn(ledger) === 'whole' ? BigInt(Number.MAX_SAFE_INTEGER) : 10n ** BigInt(wholeDigitsMax + scale) - 1n

/** `-12.5` at scale 2 → -1250n. Amounts are counted in whole units of the last digit: no floating point. */
export const unitsOf = (text: string | number, scale: number): bigint => {
  const [, sign = '', whole = '', part = ''] = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(String(text)) ?? []
  const value = BigInt(`${whole || '0'}${part.padEnd(scale, '0').slice(0, scale)}`)
  return sign === '-' ? -value : value
}

/** -1250n at scale 2 → `-12.50`. */
export const textOfUnits = (units: bigint, scale: number): string => {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  return units < 0n ? `-${text}` : text
}

/** The form that people read: money in the digits of its currency. */
export const amountText = (units: bigint, scale: number, currency: string | null): string => {
  const text = textOfUnits(units, scale)
  const cut = currency === null ? 0 : scale - minorUnits(currency)
  return cut <= 0 ? text : text.slice(0, text.length - cut - (scale === cut ? 1 : 0))
}

/** A value of the amount's field type, for rows and facts. */
export const amountValue = (
  ledger: Pick<LedgerDefinition, 'amount'>,
  units: bigint,
  scale: number,
  currency: string | null,
  base: string,
): unknown => {
  const counts = countsIn(ledger)
  if (counts === 'whole') return Number(units)
  const text = textOfUnits(units, scale)
  if (counts === 'parts') return text
  return { amount: amountText(units, scale, currency), currency, base_amount: currency === base ? text : null }
}

type ReadAmount =
  | { readonly units: bigint; readonly currency: string | null }
  | { readonly code: string; readonly params: Record<string, unknown> }

/** An amount as a module gives it, through the rules of its field type. */
export const readAmount = (definition: LedgerDefinition, input: unknown, scale: number, types: TypeContext): ReadAmount => {
  const { type, options } = definition.amount
  const found = fieldTypes[type].normalise(input, options, types)
  if ('problem' in found) return { code: found.problem, params: { field: 'amount', ...found.params } }
  const { value } = found
  if (value === null) return { code: 'field.required', params: { field: 'amount' } }
  if (countsIn(definition) !== 'money') return { units: unitsOf(String(value), scale), currency: null }
  const { amount, currency } = surely(moneyIn(value), 'a field of money holds money')
  return { units: unitsOf(amount, scale), currency }
}

/** A currency as an account's key holds it; the tenant's own when none is said. */
export const currencyOf = (given: unknown, base: string): string | null => {
  const currency = typeof given === 'string' && given ? given.toUpperCase() : base
  return currencies.has(currency) ? currency : null
}
