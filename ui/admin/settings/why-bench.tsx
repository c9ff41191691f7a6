import { Select } from 'antd'
import { useState } from 'react'
import { label, type ReferenceValue, personObject, staffObject, referenceIn } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { RecordPicker } from '../../base/field-types/parts/record-picker.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { useExplanation } from '../../desk/object-page/why-dialog.tsx'

/** Takes a person and a record and says what that person may do with it, and why. */
export const WhyBench = () => {
  const text = useText()
  const model = useModel()
  const [object, setObject] = useState(personObject)
  const [record, setRecord] = useState<ReferenceValue | null>(null)
  const [staff, setStaff] = useState<ReferenceValue | null>(null)
  const ready = Boolean(record && staff)
  const { data, error } = useExplanation(ready ? object : '', record?.id ?? '', staff?.id)
  const verdict = (may: boolean, said: { zh: string; en: string }) => (
    <span className={`lk-pill lk-c-${may ? 'green' : 'grey'}`}>
      <Icon name={may ? 'check' : 'close'} size={13} />
      {text(said)}
    </span>
  )
  return (
    <div className="lk-stack" style={{ maxWidth: 560 }}>
      <div>
        <h2 className="lk-title-2">{text(label('权限试验台', 'Rights bench'))}</h2>
        <p className="lk-muted">
          {text(
            label(
              '选一位同事和一条记录，看看能不能看到，以及为什么',
              'Choose a colleague and a record to see what they may do, and why',
            ),
          )}
        </p>
      </div>
      <div className="lk-stack" style={{ gap: 8 }}>
        <RecordPicker to={staffObject} value={staff} onChange={(next) => setStaff(referenceIn(next))} />
        <div className="lk-row">
          <Select
            style={{ width: 180, flex: 'none' }}
            showSearch={{ optionFilterProp: 'label' }}
            value={object}
            onChange={(next) => {
              setObject(next)
              setRecord(null)
            }}
            options={model.objects.map((one) => ({ value: one.name, label: text(one.label) }))}
          />
          <RecordPicker key={object} to={object} value={record} onChange={(next) => setRecord(referenceIn(next))} />
        </div>
      </div>
      {!ready ? null : error ? (
        <Failure small error={error} />
      ) : !data ? (
        <Skeleton rows={2} />
      ) : (
        <div className="lk-bench lk-stack" style={{ gap: 10 }}>
          <div className="lk-row">
            {verdict(data.read, label('查看', 'Read'))}
            {verdict(data.update, label('修改', 'Change'))}
            {verdict(data.delete, label('删除', 'Delete'))}
          </div>
          {data.reasons.map((reason) => (
            <span key={`${reason.code}:${reason.text.en}`} className="lk-row">
              <Icon name="done" size={15} />
              {text(reason.text)}
            </span>
          ))}
          {data.read ? null : (
            <span className="lk-muted">{text(label('没有任何规则让这位同事看到它', 'No rule lets this colleague see it'))}</span>
          )}
        </div>
      )}
    </div>
  )
}
