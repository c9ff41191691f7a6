import type { FieldType } from './field-type.ts'

const places = (text: string): number => text.split('.')[1]?.length ?? 0
const units = (text: string, scale: number): bigint => {
  const negative = text.startsWith('-')
  const [whole = '0', fraction = ''] = text.replace(/^[+-]/, '').split('.')
  const value = BigInt(`${whole || '0'}${fraction.padEnd(scale, '0')}`)
  return negative ? -value : value
}

/** Two plain decimal texts added (or taken away, sign −1) without a float: `0.1` + `0.2` is `0.3`. */
export const addDecimals = (a: string, b: string, sign: 1 | -1 = 1): string => {
  const scale = Math.max(places(a), places(b))
  const sum = units(a, scale) + BigInt(sign) * units(b, scale)
  const text = (sum < 0n ? -sum : sum).toString().padStart(scale + 1, '0')
  const whole = scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`
  return sum < 0n ? `-${whole}` : whole
}

/** Decimals added as they lie in the database. */
export const plusDecimal: NonNullable<FieldType['plus']> = (before, by, sign) => ({
  value: addDecimals(String(before ?? '0'), String(by), sign),
})
