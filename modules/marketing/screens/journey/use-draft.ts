import { type Row, isObject } from '@lianke/kernel'
import { useSave, useToast } from '@lianke/ui'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Graph, graphOf } from './journey-graph.ts'

const restMs = 700
const stepsBackMax = 50
/** What starts a journey, whether one may come again, and what ends it. */
interface Start {
  readonly trigger: Readonly<Record<string, unknown>>
  readonly reentry: Readonly<Record<string, unknown>>
  readonly goal: Readonly<Record<string, unknown>> | null
  readonly exit: Readonly<Record<string, unknown>> | null
}
export interface Draft extends Start {
  readonly graph: Graph
  readonly name: string
}

const record = (value: unknown): Readonly<Record<string, unknown>> | null => (isObject(value) ? value : null)
export const draftOf = (row: Row): Draft => ({
  name: String(row.name ?? ''),
  graph: graphOf(row.graph),
  trigger: record(row.trigger) ?? { on: 'manual' },
  reentry: record(row.reentry) ?? { mode: 'once' },
  goal: record(row.goal),
  exit: record(row.exit),
})

/** The draft on the screen: kept by itself a moment after the last change, one save at a time; steps back by `undo`. */
export const useDraft = (row: Row) => {
  const toast = useToast()
  const save = useSave('marketing.journey')
  const [draft, setDraft] = useState(() => draftOf(row))
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
      const { name, ...values } = draft
      await save.mutateAsync({
        id: row.id,
        version: row.version,
        values: { ...values, ...(name.trim() ? { name: name.trim() } : {}) },
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
