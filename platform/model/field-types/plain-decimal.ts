/** A number of a condition as exact text of at most 16 + 8 digits; undefined when it is none. */
export const plainDecimal = (value: unknown): string | undefined => {
  const text =
    typeof value === 'number' && Number.isFinite(value) ? decimalOf(value) : typeof value === 'string' ? value.trim() : ''
  return /^-?\d{1,16}(\.\d{1,8})?$/.test(text) ? text : undefined
}

const decimalOf = (value: number): string => (/e/.test(String(value)) ? value.toFixed(8) : String(value))
