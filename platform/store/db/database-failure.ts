import { codeOfError, isObject, messageOfError, textIn } from '@lianke/kernel'

const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'])

/** Did the connection fail, rather than the statement or our own code? */
export const isConnectionFailure = (error: unknown): boolean => {
  const code = codeOfError(error)
  if (code !== null) return networkCodes.has(code) || code.startsWith('57P') || (code.length === 5 && code.startsWith('08'))
  return /connection terminated|not queryable|connection error|timeout expired|client was closed|no answer in time/i.test(
    messageOfError(error),
  )
}

/** The definition of a table changed since the statement was prepared. */
export const isStalePlan = (error: unknown): boolean => {
  const [code, routine] = [codeOfError(error), isObject(error) ? textIn(error.routine) : null]
  return code === '0A000' && routine === 'RevalidateCachedQuery'
}
