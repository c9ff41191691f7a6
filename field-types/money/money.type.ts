import {
  addDecimals,
  cellNumber,
  currencies,
  defineFieldType,
  type FieldType,
  halfWidth,
  isObject,
  label,
  maker,
  minorUnits,
  minorUnitsMax,
  type Normalised,
  normaliseDecimal,
  numberOperators,
  orNull,
  partOf,
  type TypeContext,
  wrongType,
} from '@lianke/kernel/field-type'

export interface MoneyValue {
  readonly amount: string
  readonly currency: string
  readonly base_amount?: string | null
}

/** What a field of this type may say of itself, and its value. */
export interface MoneyShape {
  /** `decimals`: a price by the piece may be finer than the currency's own minor unit, up to four. */
  readonly options: { readonly min?: number; readonly max?: number; readonly currency?: string; readonly decimals?: number }
  readonly value: MoneyValue
}

const currencyOf = (given: unknown, options: Record<string, unknown>, context: TypeContext): string =>
  typeof given === 'string' && given.trim() !== ''
    ? given.trim().toUpperCase()
    : ((options.currency as string | undefined) ?? context.baseCurrency)

/** One form for base amounts wherever they come from: at least two decimals, no needless zeros behind them. */
export const baseAmountText = (amount: string): string => {
  const [whole = '0', fraction = ''] = amount.split('.')
  return `${whole}.${fraction.replace(/0+$/, '').padEnd(2, '0')}`
}

/** An amount with the currency's own decimals, and further ones only as far as they say something: `0.10`, `0.1025`. */
export const shownAmount = (amount: string, currency: string): string => {
  const [whole = '0', fraction = ''] = amount.split('.')
  const digits = minorUnits(currency)
  const shown = fraction.replace(/0+$/, '').padEnd(digits, '0')
  return shown === '' ? whole : `${whole}.${shown}`
}

const scaleFor = (currency: string, options: Record<string, unknown>): number =>
  Math.max(minorUnits(currency), Math.min(Number(options.decimals ?? 0), minorUnitsMax))

const make = (amount: unknown, currency: string, options: Record<string, unknown>, context: TypeContext): Normalised => {
  if (!currencies.has(currency)) return { problem: 'field.currency_unknown', params: { currency } }
  const answer = normaliseDecimal(amount, {
    scale: scaleFor(currency, options),
    min: options.min as number | undefined,
    max: options.max as number | undefined,
  })
  if ('problem' in answer || answer.value === null) return answer
  // An amount in another currency gets its base amount from the rate of its document's day, where the record is written.
  const base_amount = currency === context.baseCurrency ? baseAmountText(answer.value as string) : null
  return { value: { amount: shownAmount(answer.value as string, currency), currency, base_amount } }
}

const normalise = (input: unknown, options: Record<string, unknown>, context: TypeContext): Normalised => {
  if (typeof input !== 'object' || input === null) return make(input, currencyOf(undefined, options, context), options, context)
  const [amount, currency] = [partOf(input, 'amount'), partOf(input, 'currency')]
  if (currency !== undefined && currency !== null && typeof currency !== 'string') return wrongType('currency')
  return make(amount, currencyOf(currency, options, context), options, context)
}

const fromText = (text: string, options: Record<string, unknown>, context: TypeContext): Normalised => {
  const half = halfWidth(text)
  const code = /^([A-Z]{3})\s*(.+)$/i.exec(half) ?? /^(.+?)\s*([A-Z]{3})$/i.exec(half)
  const cell = (amount: string, currency: string): Normalised =>
    make(cellNumber(amount, { scale: scaleFor(currency, options), round: context.round }), currency, options, context)
  if (!code) return cell(half, currencyOf(undefined, options, context))
  const [one = '', two = ''] = code.slice(1)
  const leads = /^[A-Z]{3}$/i.test(one)
  return cell(leads ? two : one, currencyOf(leads ? one : two, options, context))
}

const plusMoney: NonNullable<FieldType['plus']> = (before, by, sign) => {
  const now = isObject(before) ? before : null
  const { amount, currency } = isObject(by) ? by : {}
  if (now && now.currency !== currency)
    return { problem: 'field.other_currency', params: { currency: now.currency, given: currency } }
  return { value: { amount: addDecimals(String(now?.amount ?? '0'), String(amount), sign), currency } }
}

/** Amount in the currency's own minor units, the currency, and the amount in the tenant's currency. */
export const moneyType = defineFieldType({
  name: 'money',
  place: 70,
  label: label('金额', 'Money'),
  help: label('带币种的数额', 'An amount with its currency'),
  normalise,
  fromText,
  toText: (value) => {
    return isObject(value) ? `${value.amount} ${value.currency}` : ''
  },
  operators: [...numberOperators, 'no_rate'],
  sortable: true,
  report: 'measure',
  customOptions: ['min', 'max', 'currency', 'decimals'],
  firstAsk: ['gte'],
  expression: 'double',
  inExpression: (value) => (typeof value === 'object' && value !== null && 'amount' in value ? Number(value.amount) : null),
  given: ['amount', 'currency'],
  counts: 'money',
  plus: plusMoney,
  schema: (options) => ({
    read: orNull(
      {
        type: 'object',
        required: ['amount', 'currency'],
        properties: {
          amount: { type: 'string', format: 'decimal' },
          currency: { type: 'string' },
          base_amount: { type: ['string', 'null'] },
        },
      },
      options,
    ),
    write: orNull(
      {
        type: ['object', 'string', 'number'],
        properties: {
          amount: { type: ['string', 'number'] },
          currency: { type: 'string' },
          base_amount: { type: ['string', 'null'] },
        },
      },
      options,
    ),
  }),
  writable: true,
})
export const money = maker('money')
