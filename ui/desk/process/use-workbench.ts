import { check, type Row } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { createContext, useCallback, useContext, useMemo, useState } from 'react'
import { outletsBy } from './process-graph.ts'
import { useKind } from './process-kind.ts'
import { useDraft } from './use-process-draft.ts'
import { useJudgement } from './use-judgement.ts'

/** Where a trial run stood, and what it would have done there. */
export interface Stop {
  readonly node: string
  readonly would: readonly { readonly action: string; readonly content: Readonly<Record<string, unknown>> }[]
}

/** All that lies on the workbench: the draft, what stands against it, what is chosen, and the way that is played on it. */
export const useWorkbench = (row: Row) => {
  const model = useModel()
  const { kind } = useKind()
  const drafted = useDraft(row)
  const judged = useJudgement(row, drafted.draft)
  const [selected, select] = useState<string | null>(null)
  const [stops, setStops] = useState<readonly Stop[]>([])
  const outletsOf = useMemo(() => outletsBy(new Map(model.steps.map(({ name, outlets }) => [name, outlets]))), [model.steps])
  /** Order in which a trial run passed the steps. */
  const path = useMemo(() => new Map(stops.map(({ node }, index) => [node, index + 1])), [stops])
  /** Shows the way of one record on the canvas. */
  const play = useCallback((nodes: readonly string[]) => setStops(nodes.map((one) => ({ node: one, would: [] }))), [])
  const may = model.object(kind.object)?.may.update === true && row.status !== 'ended'
  return { row, ...drafted, ...judged, may, selected, select, stops, setStops, outletsOf, path, play }
}

export const OnBench = createContext<ReturnType<typeof useWorkbench> | null>(null)
/** The workbench that one stands at. */
export const useBench = () => {
  const bench = useContext(OnBench)
  check(bench, 'a part of the workbench lies on it')
  return bench
}
