import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { type Outcome, sendCommand } from './runs.ts'
import type { CommandRequest } from './target.ts'
import { useCommandProblems } from './use-command-problems.ts'
import { usePreview } from './use-preview.ts'
import { firstValues, missingInputs, type Values, wireValues } from './values.ts'

const drafts = new Map<string, Values>()
const draftKey = ({ command, target }: CommandRequest): string =>
  `${command.name} ${target.kind === 'records' && target.ids.length === 1 ? target.ids[0] : target.kind}`

/** What is typed into an act's form: kept when it is left. */
const useDraft = (asked: CommandRequest) => {
  const key = draftKey(asked)
  const first = useMemo(() => firstValues(asked), [asked])
  const [values, setValues] = useState<Values>(() => drafts.get(key) ?? first)
  const [restored] = useState(() => drafts.has(key))
  const keep = (name: string, value: unknown) =>
    setValues((old) => {
      const next = { ...old, [name]: value }
      drafts.set(key, next)
      return next
    })
  return { values, restored, keep, forget: () => void drafts.delete(key) }
}

/** State of one act's form: values (kept when it is left), problems, what it would do, and doing it. */
export const useCommandForm = (asked: CommandRequest) => {
  const client = useQueryClient()
  const { fields } = asked.command
  const { values, restored, keep, forget } = useDraft(asked)
  const said = useCommandProblems(asked.command)
  const [busy, setBusy] = useState(false)
  const attempt = useRef(crypto.randomUUID())
  const input = useMemo(() => wireValues(fields, values), [fields, values])
  const missing = missingInputs(fields, values)
  const ready = missing.length === 0
  const { preview, previewing } = usePreview(asked, input, ready, { fine: said.clearGeneral, refused: said.tell })
  const change = (name: string, value: unknown) => {
    attempt.current = crypto.randomUUID()
    keep(name, value)
    said.solved(name)
  }
  /** Answers what came of it, or null when something must be mended first. `last`: a choice that is the whole answer is sent as it is made. */
  const submit = async (last: Values = {}): Promise<Outcome | null> => {
    if (busy) return null
    const sent = { ...values, ...last }
    const lacking = missingInputs(fields, sent)
    if (lacking.length > 0) {
      said.lacks(lacking)
      return null
    }
    setBusy(true)
    said.clearGeneral()
    try {
      const outcome = await sendCommand(asked, wireValues(fields, sent), attempt.current)
      forget()
      await client.invalidateQueries({ predicate: ({ queryKey }) => !['meta', 'me'].includes(String(queryKey[0])) })
      return outcome
    } catch (error) {
      attempt.current = crypto.randomUUID()
      said.tell(error)
      return null
    } finally {
      setBusy(false)
    }
  }
  return { values, change, problems: said.problems, general: said.general, busy, preview, previewing, restored, ready, submit }
}
