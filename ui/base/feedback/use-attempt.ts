import { useState } from 'react'
import { useWords } from '../i18n/i18n.ts'
import { sayProblem } from './say-problem.ts'

/** Tries something that the server may refuse: whether it is under way, and in one sentence why it was refused. */
export const useAttempt = () => {
  const w = useWords()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      await work()
    } catch (error) {
      setProblem(sayProblem(error, w))
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, attempt, forget: () => setProblem(null) }
}
