import { type FactSource, label, type Label, staffObject } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { RecordTitle } from '../../base/field-types/parts/record-picker.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { sourceLabel } from './fact-source.ts'

export interface Change {
  readonly id: string
  readonly recorded_at: string
  readonly name: string
  readonly actor_kind: string
  readonly actor: string
  readonly source: FactSource
  readonly object: string | null
  readonly record: string | null
  readonly cause: string | null
  readonly after: Readonly<Record<string, unknown>> | null
}
/** An act on a record by its ending; what modules tell has words of its own. */
const verbs: Readonly<Record<string, Label>> = {
  created: label('新建', 'Created'),
  updated: label('修改', 'Changed'),
  deleted: label('删除', 'Deleted'),
  restored: label('恢复', 'Restored'),
}
/** What was done, in words. */
export const useActWords = () => {
  const model = useModel()
  return (name: string): Label =>
    verbs[name.slice(name.lastIndexOf('.') + 1)] ??
    model.words[`fact.${name}`] ??
    model.events.find((event) => event.name === name)?.label ??
    label(name, name)
}

/** Who did it: a colleague by name, else what it came through. */
export const ActedBy = ({ change: { actor, actor_kind, source } }: { readonly change: Change }) => {
  const text = useText()
  const model = useModel()
  if (actor_kind === 'user') return <RecordTitle object={staffObject} id={actor} />
  return <span className="lk-muted">{source === 'house' ? actor : text(sourceLabel(model.channels, source))}</span>
}
