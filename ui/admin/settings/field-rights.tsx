import { Segmented } from 'antd'
import { label, type ObjectRight } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useText } from '../../base/i18n/i18n.ts'

type FieldRight = 'write' | 'read' | 'masked' | 'hidden'
const choices: readonly { readonly value: FieldRight; readonly said: { zh: string; en: string } }[] = [
  { value: 'write', said: label('可改', 'Edit') },
  { value: 'read', said: label('只读', 'Read') },
  { value: 'masked', said: label('脱敏', 'Masked') },
  { value: 'hidden', said: label('隐藏', 'Hidden') },
]

/** What a role may do with single fields, where it differs from the object. */
export const FieldRights = ({
  object: name,
  right,
  onChange,
}: {
  readonly object: string
  readonly right: ObjectRight
  onChange(fields: NonNullable<ObjectRight['fields']>): void
}) => {
  const text = useText()
  const object = useModel().object(name)
  const change = (field: string, value: FieldRight) => {
    const { [field]: _old, ...rest } = right.fields ?? {}
    onChange(value === 'write' ? rest : { ...rest, [field]: value })
  }
  return (
    <div style={{ maxHeight: 380, overflow: 'auto', width: 380 }}>
      {Object.entries(object?.fields ?? {}).map(([field, { label: said }]) => (
        <div key={field} className="lk-row" style={{ minHeight: 34 }}>
          <span className="lk-grow lk-ellipsis">{text(said)}</span>
          <Segmented
            size="small"
            value={(right.fields?.[field] ?? 'write') as FieldRight}
            onChange={(value) => change(field, value)}
            options={choices.map((one) => ({ value: one.value, label: text(one.said) }))}
          />
        </div>
      ))}
    </div>
  )
}
