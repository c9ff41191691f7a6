import { label } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { recordPath } from '../../base/client/peek.ts'
import { useMoment } from '../../base/field-types/moment.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { ActedBy, type Change, useActWords } from './audit-change.tsx'
import { AuditList } from './audit-list.tsx'

const heads = [
  label('时间', 'Time'),
  label('操作人', 'By'),
  label('操作', 'Act'),
  label('记录', 'Record'),
  label('字段', 'Fields'),
]
const fieldsShownMax = 8

const ChangeCells = ({ change }: { readonly change: Change }) => {
  const text = useText()
  const said = useActWords()
  const { full } = useMoment()
  const about = useModel().object(change.object ?? '')
  const nowrap = { whiteSpace: 'nowrap' } as const
  return (
    <>
      <td className="lk-num" style={nowrap}>
        {full(change.recorded_at)}
      </td>
      <td style={nowrap}>
        <ActedBy change={change} />
      </td>
      <td style={nowrap}>{text(said(change.name))}</td>
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
  const [by, setBy] = useState<'people' | 'all'>('people')
  const asked = [by === 'people' ? 'by=people' : '', object ? `object=${object}` : ''].filter(Boolean).join('&')
  return (
    <div>
      <div className="lk-row" style={{ marginBottom: 12 }}>
        <Segmented
          size="small"
          aria-label={text(label('谁做的', 'By whom'))}
          value={by}
          onChange={setBy}
          options={[
            { value: 'people', label: text(label('同事', 'Colleagues')) },
            { value: 'all', label: text(label('全部', 'Everything')) },
          ]}
        />
        <Select
          aria-label={text(label('对象', 'Object'))}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: 220 }}
          placeholder={text(label('全部对象', 'All objects'))}
          value={object}
          onChange={setObject}
          options={model.objects.map((one) => ({ value: one.name, label: text(one.label) }))}
        />
      </div>
      <AuditList<Change>
        path={`/audit/changes${asked ? `?${asked}` : ''}`}
        heads={heads}
        cells={(change) => <ChangeCells change={change} />}
      />
    </div>
  )
}
