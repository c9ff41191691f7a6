import type { Normalised } from './field-type.ts'
import { halfWidth } from './plain-text.ts'
import { wrongType } from './wrong-type.ts'

/** A plain decimal without leading zeros and exponent: `-12.50`. */
interface DecimalText {
  readonly negative: boolean
  readonly whole: string
  readonly fraction: string
}
// 16 digits before the point leave 8 behind it in numeric(24, s) and Decimal(24, s).
export const wholeDigitsMax = 16
const scaleMax = 8

/** Reads a number or its text (`-12.5`, `1.2e3`); null when it is none. */
export const readDecimal = (input: unknown): DecimalText | null => {
  const text =
    typeof input === 'number' ? (Number.isFinite(input) ? String(input) : '') : typeof input === 'string' ? input.trim() : ''
  const match = /^([+-]?)(\d{0,40})(?:\.(\d{0,40}))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text)
  if (!match || (!match[2] && !match[3])) return null
  const exponent = Number(match[4] ?? 0)
  let whole = match[2] ?? ''
  let fraction = match[3] ?? ''
  if (exponent > 0) {
    whole += fraction.slice(0, exponent).padEnd(exponent, '0')
    fraction = fraction.slice(exponent)
  } else if (exponent < 0) {
    const padded = whole.padStart(-exponent, '0')
    fraction = padded.slice(exponent) + fraction
    whole = padded.slice(0, exponent)
  }
  whole = whole.replace(/^0+/, '') || '0'
  fraction = fraction.replace(/0+$/, '')
  return { negative: match[1] === '-' && (whole !== '0' || fraction !== ''), whole, fraction }
}

/** `12.5` with scale 2 → `12.50`. */
const writeDecimal = ({ negative, whole, fraction }: DecimalText, scale: number): string =>
  `${negative ? '-' : ''}${whole}${scale > 0 ? `.${fraction.padEnd(scale, '0')}` : ''}`

/** Text with thousands marks, currency signs, full-width digits and accountants' parentheses → plain decimal text. */
export const plainNumber = (text: string): string => {
  const half = halfWidth(text)
  const bracketed = /^\((.+)\)$/.exec(half)
  const bare = (bracketed?.[1] ?? half).replace(/^([+-]?)\s*(?:CN¥|HK\$|US\$|NT\$|[¥￥$€£₩₹元])\s*/u, '$1').replace(/\s*元$/u, '')
  const plain = /^[+-]?\d{1,3}(?:[, ']\d{3})+(?:\.\d*)?$/.test(bare) ? bare.replace(/[, ']/g, '') : bare
  return bracketed && !/^[+-]/.test(plain) ? `-${plain}` : plain
}

/** A decimal within its limits and digits, padded to `scale`. */
export const normaliseDecimal = (
  input: unknown,
  { scale, min, max }: { scale: number; min?: number | undefined; max?: number | undefined },
): Normalised => {
  if (input === null || input === undefined || (typeof input === 'string' && input.trim() === '')) return { value: null }
  const decimal = readDecimal(input)
  if (!decimal) return wrongType('number')
  if (decimal.whole.length > wholeDigitsMax)
    return {
      problem: 'field.out_of_range',
      params: { min: min ?? `-${'9'.repeat(wholeDigitsMax)}`, max: max ?? '9'.repeat(wholeDigitsMax) },
    }
  if (decimal.fraction.length > scale) return { problem: 'field.too_many_decimals', params: { scale } }
  const value = writeDecimal(decimal, scale)
  if ((min !== undefined && Number(value) < min) || (max !== undefined && Number(value) > max))
    return { problem: 'field.out_of_range', params: { min, max } }
  return { value }
}

/** A spreadsheet keeps fifteen digits: `731.9399999999999` is 731.94, and was never anything else. */
const floatDigitsMax = 15
const untangled = (decimal: DecimalText, text: string): DecimalText =>
  `${decimal.whole}${decimal.fraction}`.replace(/^0+/, '').length > floatDigitsMax
    ? (readDecimal(Number(Number(text).toPrecision(floatDigitsMax))) ?? decimal)
    : decimal

/** Half away from zero, without a float. */
const roundedTo = ({ negative, whole, fraction }: DecimalText, scale: number): DecimalText => {
  const kept = BigInt(`${whole}${fraction.slice(0, scale)}`) + (Number(fraction[scale] ?? 0) >= 5 ? 1n : 0n)
  const digits = kept.toString().padStart(scale + 1, '0')
  return { negative, whole: digits.slice(0, digits.length - scale), fraction: digits.slice(digits.length - scale) }
}

/** A cell of a spreadsheet as plain decimal text with as many decimals as a field keeps, where it says no more than that; `round`: where it says more, too. */
export const cellNumber = (text: string, { scale, round = false }: { scale: number; round?: boolean | undefined }): string => {
  const plain = plainNumber(text)
  const read = readDecimal(plain)
  if (!read || read.fraction.length <= scale) return plain
  const decimal = untangled(read, plain)
  const fits = decimal.fraction.length <= scale
  return fits || round ? writeDecimal(fits ? decimal : roundedTo(decimal, scale), scale) : plain
}

/** Digits behind the point that a field keeps. */
export const scaleOf = (options: Record<string, unknown>): number =>
  Math.min((options.scale as number | undefined) ?? 2, scaleMax)
