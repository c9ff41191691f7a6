import { minorUnits } from './currencies.ts'

const rateDigits = 8
const amountDigits = 4
/** Digits before the point that a column of money holds. */
const wholeDigits = 20

/** `-12.5` with four digits → -125000n. */
const scaled = (text: string, digits: number): bigint => {
  const [, sign = '', whole = '0', part = ''] = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text.trim()) ?? []
  const value = BigInt(`${whole || '0'}${part.padEnd(digits, '0').slice(0, digits)}`)
  return sign ? -value : value
}

/**
 * What an amount is worth in the company's own currency at a rate (units of the own currency for one of the amount's), rounded half away from
 * zero to the own currency's minor unit: `10.05` at `7.0999` in CNY is `71.35`. Null where that is more than a column holds.
 */
export const worthAt = (amount: string, rate: string, own: string): string | null => {
  const product = scaled(amount, amountDigits) * scaled(rate, rateDigits)
  const digits = minorUnits(own)
  const step = 10n ** BigInt(amountDigits + rateDigits - digits)
  const rounded = ((product < 0n ? -product : product) + step / 2n) / step
  const text = rounded.toString().padStart(digits + 1, '0')
  if (text.length > wholeDigits + digits) return null
  const shown = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
  return product < 0n && rounded > 0n ? `-${shown}` : shown
}
