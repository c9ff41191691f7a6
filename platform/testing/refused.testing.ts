import { Refusal, check } from '@lianke/kernel'
import { expect } from 'vitest'

/** The refusal that some work ends with; fails when it is done instead. */
export const refused = async (work: Promise<unknown>): Promise<Refusal> => {
  const answer = await work.then(
    () => null,
    (error: unknown) => error,
  )
  expect(answer, 'is refused').toMatchObject({ name: 'Refusal' })
  check(answer instanceof Refusal, 'what refuses is a refusal')
  return answer
}
