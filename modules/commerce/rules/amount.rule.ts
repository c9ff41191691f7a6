import { minorUnits } from '@lianke/kernel'

/** Exact arithmetic of amounts: ten-thousandths as bigint. Floating point never touches money. */
const scale = 4
const unit = 10n ** BigInt(scale)

// Fifteen digits are exact in floating point, too, and what nearly every amount is: the way by text takes three times as long.
const short = /^-?\d{1,11}(?:\.\d{1,4})?$/

/** `"12.5"` → 125000n. */
export const units = (text: string | number | null | undefined): bigint => {
  if (text === null || text === undefined) return 0n
  if (typeof text === 'string' && short.test(text)) return BigInt(Math.round(Number(text) * Number(unit)))
  const [, sign = '', whole = '0', part = ''] = /^(-?)(\d*)(?:\.(\d*))?$/.exec(String(text).trim()) ?? []
  const value = BigInt(whole || '0') * unit + BigInt(`${part}0000`.slice(0, scale))
  return sign ? -value : value
}

/** Rounds half away from zero to a number of decimals, as text with exactly that many. */
export const amountOf = (value: bigint, decimals = 2): string => {
  const step = 10n ** BigInt(scale - decimals)
  const absolute = value < 0n ? -value : value
  const rounded = (absolute + step / 2n) / step
  const digits = rounded.toString().padStart(decimals + 1, '0')
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
  return value < 0n && rounded !== 0n ? `-${text}` : text
}

/** To the last digit: what a currency does not have is refused where it is written, never rounded. */
export const exact = (value: bigint): string => amountOf(value, scale).replace(/\.?0+$/, '')

/** An amount of a currency, rounded to its own minor unit: two decimals of CNY, none of JPY, three of KWD. */
export const moneyOf = (value: bigint, currency: string): { readonly amount: string; readonly currency: string } => ({
  amount: amountOf(value, minorUnits(currency)),
  currency,
})

/** Product of two values in ten-thousandths, rounded half away from zero. */
export const times = (a: bigint, b: bigint): bigint => {
  const product = a * b
  const absolute = product < 0n ? -product : product
  const rounded = (absolute + unit / 2n) / unit
  return product < 0n ? -rounded : rounded
}
