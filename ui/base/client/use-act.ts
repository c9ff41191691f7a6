import { useMutation, type UseMutationOptions } from '@tanstack/react-query'
import { useCallback } from 'react'

/** What follows an act on the screen that asked for it. */
interface Told<O> {
  onSuccess?(answer: O): unknown
  onError?(error: Error): unknown
  onSettled?(): unknown
}
const unsaid = () => {}

/**
 * An act of somebody on a screen. What is said after it is said even when the part that asked has gone meanwhile: rows that change hands leave the
 * list, and their buttons with them, before the answer is told.
 */
export const useAct = <O = unknown, I = void, U = unknown>(options: UseMutationOptions<O, Error, I, U>) => {
  const act = useMutation(options)
  const { mutateAsync } = act
  const mutate = useCallback(
    (input: I, { onSuccess, onError = unsaid, onSettled }: Told<O> = {}): void =>
      void mutateAsync(input).then(onSuccess, onError).finally(onSettled),
    [mutateAsync],
  )
  return { ...act, mutate }
}
