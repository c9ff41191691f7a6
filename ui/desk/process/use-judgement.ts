import { label, type Row } from '@lianke/kernel'
import { useText } from '../../base/i18n/i18n.ts'
import { useDeferredValue, useMemo } from 'react'
import { useAsk } from '../../base/client/use-ask.ts'
import { triggerId } from './process-graph.ts'
import { useKind } from './process-kind.ts'
import type { Draft } from './use-process-draft.ts'
import { type GraphProblem, useProcessWords } from './use-process-words.ts'

/** How people passed a step. */
export interface Figure {
  readonly entered: number
  readonly here: number
  readonly waiting: number
  readonly failed: number
}
interface Counts {
  readonly nodes: readonly {
    readonly version: number
    readonly node: string
    readonly entered: number
    readonly here: number
    readonly waiting: number
    readonly failed: number
  }[]
  readonly ended: readonly { readonly reason: string | null; readonly count: number }[]
}
const refreshMs = 4000

/** Figures of all versions together and what still stands against publishing, each at its step. */
export const useJudgement = (row: Row, draft: Draft) => {
  const text = useText()
  const words = useProcessWords()
  const { kind } = useKind()
  const live = Boolean(row.live_version)
  const { data: counts } = useAsk<Counts>(
    `${kind.name}.counts`,
    { id: row.id },
    { enabled: live, ...(row.status === 'running' ? { every: refreshMs } : {}) },
  )
  const asked = useDeferredValue(draft)
  const { data: checked } = useAsk<{ problems: readonly GraphProblem[] }>(
    `${kind.name}.check`,
    { id: row.id, graph: asked.graph, trigger: asked.trigger, ...(asked.subject ? { subject_object: asked.subject } : {}) },
    { enabled: asked.graph.nodes.length > 0 },
  )
  const figures = useMemo(() => {
    const all = new Map<string, Figure>()
    for (const { node, entered, here, waiting, failed } of counts?.nodes ?? []) {
      const sum = all.get(node) ?? { entered: 0, here: 0, waiting: 0, failed: 0 }
      all.set(node, {
        entered: sum.entered + Number(entered),
        here: sum.here + here,
        waiting: sum.waiting + waiting,
        failed: sum.failed + failed,
      })
    }
    return all
  }, [counts])
  const problems = new Map<string, readonly string[]>()
  for (const problem of draft.graph.nodes.length > 0 ? (checked?.problems ?? []) : []) {
    const node = asked.graph.nodes[Number(/^\/nodes\/(\d+)/.exec(problem.path)?.[1] ?? -1)]
    const at = node?.id ?? triggerId
    problems.set(at, [...(problems.get(at) ?? []), words.problem(problem, node?.step)])
  }
  const finished = counts?.ended.reduce((sum, { count }) => sum + count, 0) ?? 0
  const reached = counts?.ended.find(({ reason }) => reason === 'goal')?.count ?? 0
  const failed = counts?.ended.find(({ reason }) => reason === 'failed')?.count ?? 0
  return {
    figures,
    failed,
    problems,
    ended:
      finished > 0
        ? text(label('走完 {finished}{goal}', '{finished} finished{goal}'), {
            finished,
            goal: draft.goal ? text(label('，达成 {n}', ', {n} reached the goal'), { n: reached }) : '',
          })
        : '',
  }
}
