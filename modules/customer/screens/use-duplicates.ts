import { isObject, referenceIn, textIn } from '@lianke/kernel'
import { request, useRows, useToast } from '@lianke/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'

const suggestion = 'identity.suggestion'
const shownMax = 100

interface Reason {
  readonly of: string
  readonly level: string
  readonly bits: number
}
interface Side {
  readonly id: string
  readonly title: string
}
/** Two who may be one, with why. */
export interface Duplicate {
  readonly id: string
  readonly left: Side
  readonly right: Side
  /** 0 … 1; null where no likelihood was worked out. */
  readonly score: number | null
  /** Why it was suggested: alike, or an identifier that both have. */
  readonly reason: string
  readonly reasons: readonly Reason[]
}

const sideOf = (value: unknown): Side | null => {
  const found = referenceIn(value)
  return found ? { id: found.id, title: textIn(isObject(value) ? value.title : null) ?? found.id } : null
}
const reasonsOf = (value: unknown): Reason[] =>
  Array.isArray(value)
    ? value.flatMap((one) =>
        isObject(one) && typeof one.of === 'string' && typeof one.level === 'string' && typeof one.bits === 'number'
          ? [{ of: one.of, level: one.level, bits: one.bits }]
          : [],
      )
    : []

type Act = 'suggestion_accept' | 'suggestion_reject' | 'suggestion_reopen'

/** The queue of pairs to decide about, the likeliest first, and the three things that can be done with one. */
export const useDuplicates = () => {
  const client = useQueryClient()
  const toast = useToast()
  const [decided, setDecided] = useState<readonly string[]>([])
  const query = useRows(suggestion, {
    filter: { field: 'status', op: 'eq', value: 'open' },
    fields: ['left', 'right', 'score', 'reason', 'reasons'],
    sort: ['-score', 'id'],
    limit: shownMax,
  })
  const pairs = useMemo(
    () =>
      (query.data?.data ?? []).flatMap((row): Duplicate[] => {
        const [left, right] = [sideOf(row.left), sideOf(row.right)]
        if (!left || !right || decided.includes(row.id)) return []
        const score = row.score === null ? null : Number(row.score)
        return [{ id: row.id, left, right, score, reason: String(row.reason), reasons: reasonsOf(row.reasons) }]
      }),
    [query.data, decided],
  )
  const run = async (act: Act, id: string): Promise<boolean> => {
    try {
      await request(`/commands/identity.${act}`, { body: { id } })
      return true
    } catch (error) {
      toast.failed(error)
      return false
    } finally {
      void client.invalidateQueries({ queryKey: ['rows', suggestion] })
    }
  }
  const decide = async (act: 'suggestion_accept' | 'suggestion_reject', id: string): Promise<void> => {
    setDecided((before) => [...before, id])
    if (!(await run(act, id))) setDecided((before) => before.filter((one) => one !== id))
  }
  /** Takes the last decision back. */
  const undo = async (): Promise<void> => {
    const last = decided.at(-1)
    if (last === undefined || !(await run('suggestion_reopen', last))) return
    setDecided((before) => before.filter((one) => one !== last))
  }
  return { ...query, pairs, decided: decided.length, decide, undo }
}
