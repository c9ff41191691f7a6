import { Refusal } from '@lianke/kernel'

/** SQLSTATE classes that the question itself causes: data, syntax and names, size. A lock, a lost connection or a full disk is none of these. */
const classes = ['22', '42', '54']

/** Why a question cannot be answered because of what it asks; null when the fault lies elsewhere and the pass must be tried again. */
export const faultOfQuestion = (error: unknown): string | null => {
  if (error instanceof Refusal) return error.code
  if (!(error instanceof Error)) return null
  if (error instanceof TypeError || error instanceof RangeError) return 'filter.malformed'
  const code = 'code' in error ? error.code : undefined
  return typeof code === 'string' && code.length === 5 && classes.includes(code.slice(0, 2)) ? 'filter.not_answered' : null
}
