import { label, type Label, personObject, type ReferenceValue, referenceIn, staffObject } from '@lianke/kernel'
import { Select } from 'antd'
import { useState } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { Loaded } from '../../base/feedback/loaded.tsx'
import { RecordPicker } from '../../base/field-types/parts/record-picker.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { useExplanation } from '../../desk/object-page/why-dialog.tsx'

const Verdict = ({ may, said }: { readonly may: boolean; readonly said: Label }) => {
  const text = useText()
  return (
    <span className={`lk-pill lk-c-${may ? 'green' : 'grey'}`}>
      <Icon name={may ? 'check' : 'close'} size={13} />
      {text(said)}
    </span>
  )
}

/** What the colleague may do with the record, and by which rules. */
const Explained = ({ object, record, staff }: { readonly object: string; readonly record: string; readonly staff: string }) => {
  const text = useText()
  const explanation = useExplanation(object, record, staff)
  return (
    <Loaded of={explanation} rows={2} small>
      {(data) => (
        <div className="lk-bench lk-stack" style={{ gap: 10 }}>
          <div className="lk-row">
            <Verdict may={data.read} said={label('查看', 'Read')} />
            <Verdict may={data.update} said={label('修改', 'Change')} />
            <Verdict may={data.delete} said={label('删除', 'Delete')} />
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
    </Loaded>
  )
}

/** Takes a person and a record and says what that person may do with it, and why. */
export const WhyBench = () => {
  const text = useText()
  const model = useModel()
  const [object, setObject] = useState(personObject)
  const [record, setRecord] = useState<ReferenceValue | null>(null)
  const [staff, setStaff] = useState<ReferenceValue | null>(null)
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
      {record && staff ? <Explained object={object} record={record.id} staff={staff.id} /> : null}
    </div>
  )
}
