import { type ProcessNode, targetOf, textIn } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useRows } from '../../base/client/records.ts'
import { useKind } from './process-kind.ts'
import { useBench } from './use-workbench.ts'

const shownMax = 200

/** A published process, and the object in which its kind is kept. */
interface Callable {
  readonly id: string
  readonly name: string
  readonly kept: string
}

/** Published processes of any kind that run on an object. */
export const useCallable = (object: string): { readonly found: readonly Callable[]; readonly loading: boolean } => {
  const { processes } = useModel()
  const { row } = useBench()
  const own = processes.filter(({ subject }) => subject === object)[0]
  const any = processes.filter(({ subject }) => subject === 'any')[0]
  const live = { field: 'status', op: 'in' as const, value: ['running', 'paused', 'stopped'] }
  const of = { field: 'subject_object', op: 'eq' as const, value: object }
  const asked = { limit: shownMax, fields: ['name'], sort: ['name'] }
  const owns = useRows(own?.object ?? '', { ...asked, filter: live }, { enabled: Boolean(own && object) })
  const others = useRows(any?.object ?? '', { ...asked, filter: { and: [live, of] } }, { enabled: Boolean(any && object) })
  const listed = (kind: typeof own, rows: typeof owns): readonly Callable[] =>
    kind ? (rows.data?.data ?? []).map(({ id, name }) => ({ id, name: String(name), kept: kind.object })) : []
  return {
    found: [...listed(own, owns), ...listed(any, others)].filter(({ id }) => id !== row.id),
    loading: owns.isLoading || others.isLoading,
  }
}

/** The object whose records a step puts through another process; empty: it calls none. */
export const useCalledObject = ({ step, config }: Pick<ProcessNode, 'step' | 'config'>): string => {
  const model = useModel()
  const { subject } = useKind()
  if (step === 'flow.for_each') return textIn(config.object) ?? ''
  if (step !== 'flow.call_process') return ''
  const via = textIn(config.via)
  const link = via ? model.fieldAt(subject, via) : undefined
  return via ? (link ? (targetOf(link) ?? '') : '') : subject
}

/** What the process is called that a step calls. */
export const useCalledName = (node: Pick<ProcessNode, 'step' | 'config'>): string => {
  const { found } = useCallable(useCalledObject(node))
  return found.find(({ id }) => id === node.config.process)?.name ?? ''
}
