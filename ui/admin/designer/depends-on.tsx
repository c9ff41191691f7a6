import { label, type Label, type MetaField, optionsIn, type SelectOption, type ShownWhen } from '@lianke/kernel'
import { Popover, Select } from 'antd'
import { useModel } from '../../base/client/meta.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'

/** Choices of the object that something may depend on. */
const choicesOf = (fields: Readonly<Record<string, MetaField>>, without: string): readonly (readonly [string, MetaField])[] =>
  Object.entries(fields).filter(
    ([name, { options }]) =>
      name !== without &&
      optionsIn(options).length > 0 &&
      !options.when &&
      !options.hidden &&
      !optionsIn(options).some(({ when }) => when),
  )
/** Does something depend on this field? */
const leads = (fields: Readonly<Record<string, MetaField>>, name: string): boolean =>
  Object.values(fields).some(
    ({ options }) => options.when?.field === name || optionsIn(options).some(({ when }) => when?.field === name),
  )

/** Asked only where another choice of the record says so: which choice, and which of its options. */
export const DependsOn = ({
  object,
  name,
  said = label('只在另一个选项是这些时填写', 'Asked only where another choice says so'),
  when,
  change,
}: {
  readonly object: string
  readonly name: string
  readonly said?: Label
  readonly when: ShownWhen | null
  change(when: ShownWhen | null): void
}) => {
  const text = useText()
  const fields = useModel().object(object)?.fields ?? {}
  const choices = choicesOf(fields, name)
  if (leads(fields, name) || (choices.length === 0 && !when)) return null
  const by = when ? fields[when.field] : undefined
  return (
    <div className="lk-field">
      <label htmlFor="depends-on">{text(said)}</label>
      <div className="lk-row" style={{ gap: 6 }}>
        <Select
          id="depends-on"
          allowClear
          style={{ width: 170, flex: 'none' }}
          placeholder={text(label('总是', 'Always'))}
          value={when?.field}
          onChange={(field?: string) => change(field ? { field, values: [] } : null)}
          options={choices.map(([value, { label: word }]) => ({ value, label: text(word) }))}
        />
        {when ? (
          <Select
            mode="multiple"
            className="lk-grow"
            aria-label={text(label('是其中之一', 'is one of'))}
            placeholder={text(label('选项', 'Options'))}
            value={[...when.values]}
            onChange={(values: string[]) => change({ field: when.field, values })}
            options={optionsIn(by?.options).map((one) => ({ value: one.value, label: text(one.label) }))}
          />
        ) : null}
      </div>
    </div>
  )
}

/** One option that is offered only where another choice says so. */
export const OptionLimit = ({
  object,
  name,
  one,
  set,
}: {
  readonly object: string
  readonly name: string
  readonly one: SelectOption
  set(part: Partial<SelectOption>): void
}) => {
  const text = useText()
  const fields = useModel().object(object)?.fields ?? {}
  if (leads(fields, name) || choicesOf(fields, name).length === 0) return null
  const word = text(label('“{name}”何时可选', 'When {name} is offered'), { name: text(one.label) })
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div style={{ width: 380, maxWidth: '80vw' }}>
          <DependsOn
            object={object}
            name={name}
            said={label('只在另一个选项是这些时可选', 'Offered only where another choice says so')}
            when={one.when ?? null}
            change={(when) => set({ when: when ?? undefined })}
          />
        </div>
      }
    >
      <button type="button" className={`lk-icon-button small${one.when ? ' on' : ''}`} aria-label={word} title={word}>
        <Icon name="filter" size={13} />
      </button>
    </Popover>
  )
}
