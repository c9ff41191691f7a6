import { isObject, label, type MetaField, type MetaObject } from '@lianke/kernel'
import { Button, Select } from 'antd'
import { useModel } from '../../base/client/meta.ts'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { type Mapping, targetsOf } from './import-run.ts'

/** One field, with the value that every row says. */
const SaidValue = ({
  field,
  value,
  disabled,
  onChange,
  onRemove,
}: {
  readonly field: MetaField
  readonly value: unknown
  readonly disabled: boolean
  onChange(value: unknown): void
  onRemove(): void
}) => {
  const text = useText()
  const Input = fieldWidgets[field.type].Input
  const said = text(field.label)
  if (!Input) return null
  return (
    <span className="lk-row">
      <span className="lk-muted">{said}</span>
      <span style={{ width: 220 }}>
        <Input
          field={field}
          value={value ?? null}
          disabled={disabled}
          onChange={(next) => onChange(isObject(next) && 'id' in next ? next.id : next)}
        />
      </span>
      <Button
        type="text"
        size="small"
        disabled={disabled}
        icon={<Icon name="close" size={14} />}
        aria-label={text(label('去掉{field}', 'Remove {field}'), { field: said })}
        onClick={onRemove}
      />
    </span>
  )
}

/** What every row says where its columns do not: a source, a state, a tag. */
export const SameInEveryRow = ({
  object,
  mapping,
  disabled,
  onChange,
}: {
  readonly object: MetaObject
  readonly mapping: Mapping
  readonly disabled: boolean
  onChange(mapping: Mapping): void
}) => {
  const text = useText()
  const model = useModel()
  const { constants = {} } = mapping
  const fields = new Map(
    targetsOf(object, model.object, mapping.migrating ?? false).filter(
      ([name, field]) => !name.includes('.') && fieldWidgets[field.type].Input,
    ),
  )
  const send = (next: Readonly<Record<string, unknown>>) => onChange({ ...mapping, constants: next })
  const add = text(label('添加字段', 'Add a field'))
  return (
    <div className="lk-import-same">
      <span>{text(label('每一行都填（文件里没有时）', 'The same in every row, where the file says nothing'))}</span>
      {Object.entries(constants).map(([name, value]) => {
        const field = fields.get(name)
        const { [name]: _gone, ...rest } = constants
        return field ? (
          <SaidValue
            key={name}
            field={field}
            value={value}
            disabled={disabled}
            onChange={(next) => send({ ...constants, [name]: next })}
            onRemove={() => send(rest)}
          />
        ) : null
      })}
      <Select
        size="small"
        showSearch={{ optionFilterProp: 'label' }}
        disabled={disabled}
        style={{ width: 180 }}
        value={null}
        placeholder={add}
        aria-label={text(label('每一行都填：添加字段', 'The same in every row: add a field'))}
        options={[...fields]
          .filter(([name]) => !(name in constants))
          .map(([value, field]) => ({ value, label: text(field.label) }))}
        onChange={(name: string | null) => (name ? send({ ...constants, [name]: null }) : undefined)}
      />
    </div>
  )
}
