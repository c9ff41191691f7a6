import { type FactSource, label, type Label, staffObject } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import { Select } from 'antd'
import { useState } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { recordPath } from '../../base/client/peek.ts'
import { useMoment } from '../../base/field-types/moment.ts'
import { RecordTitle } from '../../base/field-types/parts/record-picker.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { AuditList } from './audit-list.tsx'
import { sourceLabel } from './fact-source.ts'

interface Change {
  readonly id: string
  readonly recorded_at: string
  readonly name: string
  readonly actor_kind: string
  readonly actor: string
  readonly source: FactSource
  readonly object: string | null
  readonly record: string | null
  readonly after: Readonly<Record<string, unknown>> | null
}
const heads = [
  label('时间', 'Time'),
  label('操作人', 'By'),
  label('操作', 'Act'),
  label('记录', 'Record'),
  label('字段', 'Fields'),
]
const fieldsShownMax = 8

/** An act on a record by its ending; what modules tell has words of its own. */
const verbs: Readonly<Record<string, Label>> = {
  created: label('新建', 'Created'),
  updated: label('修改', 'Changed'),
  deleted: label('删除', 'Deleted'),
  restored: label('恢复', 'Restored'),
}
const useVerb = () => {
  const model = useModel()
  return (name: string): Label =>
    verbs[name.slice(name.lastIndexOf('.') + 1)] ??
    model.words[`fact.${name}`] ??
    model.events.find((event) => event.name === name)?.label ??
    label(name, name)
}

const By = ({ change: { actor, actor_kind, source } }: { readonly change: Change }) => {
  const text = useText()
  const model = useModel()
  if (actor_kind === 'user') return <RecordTitle object={staffObject} id={actor} />
  return <span className="lk-muted">{source === 'house' ? actor : text(sourceLabel(model.channels, source))}</span>
}

const ChangeCells = ({ change }: { readonly change: Change }) => {
  const text = useText()
  const verb = useVerb()
  const { full } = useMoment()
  const about = useModel().object(change.object ?? '')
  const nowrap = { whiteSpace: 'nowrap' } as const
  return (
    <>
      <td className="lk-num" style={nowrap}>
        {full(change.recorded_at)}
      </td>
      <td style={nowrap}>
        <By change={change} />
      </td>
      <td style={nowrap}>{text(verb(change.name))}</td>
      <td>{about && change.record ? <Link to={recordPath(about.name, change.record)}>{text(about.label)}</Link> : '—'}</td>
      <td className="lk-muted">
        {Object.keys(change.after ?? {})
          .map((name) => text(about?.fields[name]?.label) || name)
          .slice(0, fieldsShownMax)
          .join('、')}
      </td>
    </>
  )
}

/** What was changed, by whom, of every object or of one. */
export const Changes = () => {
  const text = useText()
  const model = useModel()
  const [object, setObject] = useState<string | undefined>()
  return (
    <div>
      <Select
        aria-label={text(label('对象', 'Object'))}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: 220, marginBottom: 12 }}
        placeholder={text(label('全部对象', 'All objects'))}
        value={object}
        onChange={setObject}
        options={model.objects.map((one) => ({ value: one.name, label: text(one.label) }))}
      />
      <AuditList<Change>
        path={`/audit/changes${object ? `?object=${object}` : ''}`}
        heads={heads}
        cells={(change) => <ChangeCells change={change} />}
      />
    </div>
  )
}
