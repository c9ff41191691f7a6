import { isObject, label, textIn } from '@lianke/kernel'
import { Select } from 'antd'
import { fieldsOf, useModel } from '../../base/client/meta.ts'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Labelled } from './labelled.tsx'
import { ofPeople, useKind } from './process-kind.ts'
import type { TriggerProps } from './trigger-props.ts'
import { Where } from './trigger-where.tsx'

/** What a field was and what it becomes; nothing said: any value. */
const FromTo = ({
  object,
  field,
  trigger,
  disabled,
  onChange,
}: TriggerProps & { readonly object: string; readonly field: string }) => {
  const text = useText()
  const meta = useModel().object(object)
  const chosen = meta ? fieldsOf(meta)[field] : undefined
  const Value = chosen ? fieldWidgets[chosen.type].Input : null
  if (!chosen || !Value) return null
  const part = (name: 'from' | 'to', said: string) => (
    <Labelled said={said}>
      <Value
        field={chosen}
        value={trigger[name] ?? null}
        disabled={disabled}
        onChange={(value) => {
          const { [name]: _old, ...rest } = trigger
          const plain = isObject(value) && 'id' in value ? value.id : value
          onChange(plain === null || plain === undefined || plain === '' ? rest : { ...rest, [name]: plain })
        }}
      />
    </Labelled>
  )
  return (
    <>
      {part('from', text(label('从（不填：任意值）', 'From (empty: any value)')))}
      {part('to', text(label('变为（不填：任意值）', 'To (empty: any value)')))}
    </>
  )
}

/** Of a change: which field it must be, and between which values. */
const ChangedField = (props: TriggerProps & { readonly object: string }) => {
  const text = useText()
  const { object, trigger, disabled, onChange } = props
  const meta = useModel().object(object)
  const field = Array.isArray(trigger.fields) ? textIn(trigger.fields[0]) : null
  const options = meta
    ? Object.entries(fieldsOf(meta))
        .filter(([, one]) => !one.options.hidden)
        .map(([value, one]) => ({ value, label: text(one.label) }))
    : []
  return (
    <>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        allowClear
        disabled={disabled}
        value={field}
        placeholder={text(label('任意字段', 'Any field'))}
        aria-label={text(label('修改的字段', 'Field that changes'))}
        options={options}
        onChange={(next: string | undefined) => {
          const { fields: _fields, from: _from, to: _to, ...rest } = trigger
          onChange(next ? { ...rest, fields: [next] } : rest)
        }}
      />
      {field ? <FromTo {...props} field={field} /> : null}
    </>
  )
}

/** A record is made, changes or is deleted; which object's is said where persons run. */
export const RecordTrigger = ({ trigger, disabled, onChange }: TriggerProps) => {
  const text = useText()
  const model = useModel()
  const { kind, subject } = useKind()
  const people = ofPeople(kind)
  const object = people ? (textIn(trigger.object) ?? '') : subject
  return (
    <>
      {people ? (
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          disabled={disabled}
          value={object || null}
          placeholder={text(label('选择对象', 'Choose an object'))}
          onChange={(next) => onChange({ on: trigger.on, change: trigger.change ?? 'created', object: next })}
          options={model.objects
            .filter((one) => one.person !== undefined && !one.hidden)
            .map((one) => ({ value: one.name, label: text(one.label) }))}
        />
      ) : null}
      <Select
        disabled={disabled}
        value={String(trigger.change)}
        aria-label={text(label('发生了什么', 'What happens'))}
        onChange={(change) => onChange({ on: trigger.on, object, change })}
        options={[
          { value: 'created', label: text(label('新建时', 'When created')) },
          { value: 'updated', label: text(label('修改时', 'When changed')) },
          ...(people ? [] : [{ value: 'deleted', label: text(label('删除时', 'When deleted')) }]),
        ]}
      />
      {trigger.change === 'updated' && object ? (
        <ChangedField object={object} trigger={trigger} disabled={disabled} onChange={onChange} />
      ) : null}
      {object && people ? <Where object={object} trigger={trigger} onChange={onChange} /> : null}
    </>
  )
}
