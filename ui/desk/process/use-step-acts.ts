import { label } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { freshConfig } from './fresh-config.ts'
import { type Gap, insertStep, removeStep } from './process-graph.ts'
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
    if (!put) return toast.failed(new Error(text(label('最多 200 步', 'There may be 200 steps at most'))))
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
