import { label } from '@lianke/kernel'
import { useModel, useText, useToast } from '@lianke/ui'
import { freshConfig } from './fresh-config.ts'
import { type Gap, insertStep, removeStep } from './journey-graph.ts'
import { useBench } from './use-workbench.ts'

/** Puts steps into the draft and takes them out again. */
export const useStepActs = () => {
  const text = useText()
  const toast = useToast()
  const model = useModel()
  const { draft, change, outletsOf, select } = useBench()
  const add = (gap: Gap, step: string) => {
    const fields = model.steps.find(({ name }) => name === step)?.fields ?? {}
    const put = insertStep(draft.graph, gap, step, freshConfig(step, fields), outletsOf)
    if (!put) return toast.failed(new Error(text(label('一个旅程最多 200 步', 'A journey has at most 200 steps'))))
    change({ ...draft, graph: put.graph })
    select(put.id)
  }
  const remove = (id: string) => {
    select(null)
    const before = draft
    change({ ...draft, graph: removeStep(draft.graph, id, outletsOf) })
    toast.done(text(label('步骤已删除', 'Step removed')), async () => change(before))
  }
  return { add, remove }
}
