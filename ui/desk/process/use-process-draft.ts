import { anySubject, type Row, isObject } from '@lianke/kernel'
import { useSave } from '../../base/client/records.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Graph, graphOf } from './process-graph.ts'
import { type Kind, useKind } from './process-kind.ts'

const restMs = 700
const stepsBackMax = 50
/** What starts a run, who may enter and come again, and what ends it. */
interface Start {
  readonly trigger: Readonly<Record<string, unknown>>
  readonly reentry: Readonly<Record<string, unknown>>
  readonly goal: Readonly<Record<string, unknown>> | null
  readonly exit: Readonly<Record<string, unknown>> | null
  readonly condition: Readonly<Record<string, unknown>> | null
}
export interface Draft extends Start {
  readonly graph: Graph
  readonly name: string
  /** The object that the definition chose; null where the kind says it. */
  readonly subject: string | null
}

const record = (value: unknown): Readonly<Record<string, unknown>> | null => (isObject(value) ? value : null)
export const draftOf = (kind: Kind, row: Row): Draft => ({
  name: String(row.name ?? ''),
  graph: graphOf(row.graph),
  trigger: record(row.trigger) ?? { on: 'manual' },
  reentry: record(row.reentry) ?? { ...kind.policies.reentry },
  goal: record(row.goal),
  exit: record(row.exit),
  condition: record(row.condition),
  subject: kind.subject === anySubject ? String(row.subject_object ?? '') : null,
})

/** The draft on the screen: kept by itself a moment after the last change, one save at a time; steps back by `undo`. */
export const useDraft = (row: Row) => {
  const { kind } = useKind()
  const toast = useToast()
  const save = useSave(kind.object)
  const [draft, setDraft] = useState(() => draftOf(kind, row))
  const [past, setPast] = useState<readonly Draft[]>([])
  const kept = useRef(JSON.stringify(draft))
  const refused = useRef('')
  const now = JSON.stringify(draft)
  const change = useCallback(
    (next: Draft) => {
      setPast((steps) => [...steps.slice(1 - stepsBackMax), draft])
      setDraft(next)
    },
    [draft],
  )
  const undo = () => {
    const last = past.at(-1)
    if (!last) return
    setPast(past.slice(0, -1))
    setDraft(last)
  }
  const send = useCallback(async (): Promise<boolean> => {
    if (now === kept.current) return true
    try {
      // What it runs on is said once, when it is made.
      const { name, subject: _fixed, ...values } = draft
      await save.mutateAsync({
        id: row.id,
        version: row.version,
        values: {
          ...values,
          ...(name.trim() ? { name: name.trim() } : {}),
        },
      })
      kept.current = now
      return true
    } catch (error) {
      refused.current = now
      toast.failed(error)
      return false
    }
  }, [now, draft, row.id, row.version, save.mutateAsync, toast])
  useEffect(() => {
    if (now === kept.current || now === refused.current || save.isPending) return undefined
    const timer = setTimeout(() => void send(), restMs)
    return () => clearTimeout(timer)
  }, [now, save.isPending, send])
  return { draft, change, undo: past.length > 0 ? undo : null, send, saving: save.isPending, saved: now === kept.current }
}
