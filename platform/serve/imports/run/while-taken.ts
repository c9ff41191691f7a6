import { Refusal } from '@lianke/kernel'

/** Each try has looked anew, so a row is in the way of another once. */
const triesMax = 5

/**
 * Tries again what somebody else came before: between the look whether a value is taken and the write of it he took it. Looked at again it is
 * found taken, and its row alone is refused.
 */
export const whileTaken = async (take: () => Promise<void>): Promise<void> => {
  for (let tries = 1; ; tries++)
    try {
      return await take()
    } catch (error) {
      const isTaken = error instanceof Refusal && error.code === 'record.duplicate'
      if (!isTaken || tries === triesMax) throw error
    }
}
