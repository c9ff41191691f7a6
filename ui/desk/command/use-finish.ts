import { useCallback } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useToast } from '../../base/feedback/toast.tsx'
import { useLanguage, useText, useWords } from '../../base/i18n/i18n.ts'
import { recordPath } from '../../base/client/peek.ts'
import { moveRun, type Outcome } from '../../base/command/runs.ts'
import { sayOutcome, sayUndone } from '../../base/command/say-outcome.ts'
import type { CommandRequest } from '../../base/command/target.ts'

/** Says what an act came to, in its own words, with the way back or to what it made. */
export const useFinish = () => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { language } = useLanguage()
  return useCallback(
    (request: CommandRequest, outcome: Outcome) => {
      const { command } = request
      const { run, answer } = outcome
      const made = command.done?.opens
      const id = made ? answer[made.id] : undefined
      const open =
        made && typeof id === 'string'
          ? { label: w('command.open'), run: () => void navigate({ to: recordPath(made.object, id) }) }
          : undefined
      const undo =
        command.undo && run && run.changed > 0
          ? async () => {
              const back = await moveRun(run.id, 'undo')
              if (back.kept > 0) toast.done(sayUndone({ w, text }, command, back))
              await client.invalidateQueries({ predicate: ({ queryKey }) => !['meta', 'me'].includes(String(queryKey[0])) })
            }
          : undefined
      toast.done(sayOutcome({ w, text, language }, request, outcome), undo, open)
    },
    [w, text, toast, navigate, client, language],
  )
}
