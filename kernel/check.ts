/** Our own mistake: crashes the unit of work. `message` says what must hold. */
export class BrokenPromise extends Error {}

/** Asserts what must hold whatever a person or the world does. Throws {@link BrokenPromise}. */
export function check(holds: unknown, message: string): asserts holds {
  if (!holds) throw new BrokenPromise(message)
}

/** What is surely there: the value itself, or the promise that was broken. */
export const surely = <T>(value: T | null | undefined, promise: string): T => {
  check(value !== null && value !== undefined, promise)
  return value
}
