import { useEffect, useState } from 'react'

/**
 * Enter that came before the answer to what is typed: it takes the first choice when the answer is there, and nothing that was not asked for.
 * `waits`: the answer is still on its way. Answers how to hold an Enter; typing on lets it go.
 */
export const useHeldEnter = (typed: string, waits: boolean, take: () => void): (() => void) => {
  const [held, hold] = useState<string | null>(null)
  useEffect(() => {
    if (held === null || waits) return
    hold(null)
    if (held === typed) take()
  })
  return () => hold(typed)
}
