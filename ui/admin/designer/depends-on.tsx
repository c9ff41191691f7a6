import { label, type MetaField, optionsIn, type ShownWhen } from '@lianke/kernel'
import { Select } from 'antd'
import { useModel } from '../../base/client/meta.ts'
import { useText } from '../../base/i18n/i18n.ts'

/** Choices of the object that something may depend on. */
const choicesOf = (fields: Readonly<Record<string, MetaField>>, without: string): readonly (readonly [string, MetaField])[] =>
  Object.entries(fields).filter(
    ([name, { options }]) => name !== without && optionsIn(options).length > 0 && !options.when && !options.hidden,
  )

/** Asked only where another choice of the record says so: which choice, and which of its options. */
export const DependsOn = ({
  object,
  name,
  when,
  change,
}: {
  readonly object: string
  readonly name: string
  readonly when: ShownWhen | null
  change(when: ShownWhen | null): void
}) => {
  const text = useText()
  const fields = useModel().object(object)?.fields ?? {}
  const choices = choicesOf(fields, name)
  const leads = Object.values(fields).some(({ options }) => options.when?.field === name)
  if (leads || (choices.length === 0 && !when)) return null
  const by = when ? fields[when.field] : undefined
  return (
    <div className="lk-field">
      <label htmlFor="depends-on">{text(label('只在另一个选项是这些时填写', 'Asked only where another choice says so'))}</label>
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
