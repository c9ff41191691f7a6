import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Problem } from '../client/request.ts'
import { useText, useWords } from '../i18n/i18n.ts'
import { type CommandPreview, type Outcome, previewCommand, sendCommand } from './runs.ts'
import type { CommandRequest } from './target.ts'
import { firstValues, missingInputs, type Values, wireValues } from './values.ts'

const previewAfterMs = 350
const drafts = new Map<string, Values>()
const draftKey = ({ command, target }: CommandRequest): string =>
  `${command.name} ${target.kind === 'records' && target.ids.length === 1 ? target.ids[0] : target.kind}`

/** Complaints by the path of the input they are about. */
const problemsByPath = (error: unknown): Record<string, string> =>
  error instanceof Problem
    ? Object.fromEntries(error.problems.map(({ path, detail, code }) => [path.replace(/^\//, ''), detail || code]))
    : {}

/** State of one act's form: values (kept when it is left), problems, what it would do, and doing it. */
export const useCommandForm = (asked: CommandRequest) => {
  const w = useWords()
  const text = useText()
  const client = useQueryClient()
  const { command } = asked
  const key = draftKey(asked)
  const first = useMemo(() => firstValues(asked), [asked])
  const [values, setValues] = useState<Values>(() => drafts.get(key) ?? first)
  const [restored] = useState(() => drafts.has(key))
  const [problems, setProblems] = useState<Record<string, string>>({})
  const [general, setGeneral] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [preview, setPreview] = useState<CommandPreview | null>(null)
  const [previewing, setPreviewing] = useState(false)
  const attempt = useRef(crypto.randomUUID())
  const input = useMemo(() => wireValues(command.fields, values), [command, values])
  const missing = missingInputs(command.fields, values)
  const ready = missing.length === 0
  const tell = (error: unknown) => {
    const placed = problemsByPath(error)
    const known = Object.fromEntries(Object.entries(placed).filter(([path]) => (path.split('/')[0] ?? '') in command.fields))
    setProblems(known)
    if (Object.keys(known).length > 0) return setGeneral(null)
    setGeneral(
      error instanceof Problem
        ? error.status === 0
          ? w('state.unreachable')
          : (error.problems[0]?.detail ?? (error.detail || error.title))
        : error instanceof Error
          ? error.message
          : String(error),
    )
  }
  // What it would do follows the typing; a fault of an input that is still being typed is not shouted.
  useEffect(() => {
    setPreview(null)
    if (!ready || asked.target.kind === 'none') return undefined
    const stop = new AbortController()
    const timer = setTimeout(() => {
      setPreviewing(true)
      previewCommand(asked, input, stop.signal)
        .then(
          (found) => {
            setPreview(found)
            setGeneral(null)
          },
          (error: unknown) => {
            if (!stop.signal.aborted && error instanceof Problem && error.status !== 0) tell(error)
          },
        )
        .finally(() => setPreviewing(false))
    }, previewAfterMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
    // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when what is sent changes
  }, [asked, input, ready])
  const change = (name: string, value: unknown) => {
    attempt.current = crypto.randomUUID()
    setValues((old) => {
      const next = { ...old, [name]: value }
      drafts.set(key, next)
      return next
    })
    setProblems((old) => Object.fromEntries(Object.entries(old).filter(([path]) => path.split('/')[0] !== name)))
    setGeneral(null)
  }
  /** Answers what came of it, or null when something must be mended first. */
  const submit = async (): Promise<Outcome | null> => {
    if (busy) return null
    if (!ready) {
      setProblems(Object.fromEntries(missing.map((path) => [path, w('form.required', { field: sayInput(path) })])))
      return null
    }
    setBusy(true)
    setGeneral(null)
    try {
      const outcome = await sendCommand(asked, input, attempt.current)
      drafts.delete(key)
      await client.invalidateQueries({ predicate: ({ queryKey }) => !['meta', 'me'].includes(String(queryKey[0])) })
      return outcome
    } catch (error) {
      attempt.current = crypto.randomUUID()
      tell(error)
      return null
    } finally {
      setBusy(false)
    }
  }
  const sayInput = (path: string): string => {
    const [head = '', ...rest] = path.split('/')
    const field = command.fields[head]
    const inner = field && 'group' in field ? field.group[rest.at(-1) ?? ''] : undefined
    return text((inner ?? field)?.label)
  }
  return { values, change, problems, general, busy, preview, previewing, restored, ready, submit }
}
