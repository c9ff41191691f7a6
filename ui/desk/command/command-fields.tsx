import { Switch } from 'antd'
import { type CommandFields, type Field, type FieldGroup, type Row, objectsIn } from '@lianke/kernel'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { isGroupField, widgetField } from '../../base/command/target.ts'
import { type Values, valuesIn } from '../../base/command/values.ts'

interface Props {
  readonly fields: CommandFields
  readonly values: Values
  readonly problems: Readonly<Record<string, string>>
  readonly row: Row | undefined
  /** Path of the group the fields are in. */
  readonly at?: string
  readonly focus?: boolean
  change(name: string, value: unknown): void
}

const FieldProblem = ({ said }: { readonly said: string | undefined }) =>
  said ? (
    <span className="lk-field-problem" role="alert">
      {said}
    </span>
  ) : null

const One = ({ name, field, values, problems, row, at = '', focus, change }: Props & { name: string; field: Field }) => {
  const text = useText()
  const shown = widgetField(field, row)
  const { Input } = fieldWidgets[field.type]
  if (!Input) return null
  const problem = problems[`${at}${name}`]
  const id = `act-${at}${name}`.replaceAll('/', '-')
  return (
    <div className={`lk-field${problem ? ' bad' : ''}`} data-field={`${at}${name}`}>
      <label htmlFor={id}>
        {text(field.label)}
        {field.options.required ? <i aria-hidden>*</i> : null}
      </label>
      <Input id={id} field={shown} value={values[name] ?? null} onChange={(value) => change(name, value)} autoFocus={focus} />
      {problem ? (
        <FieldProblem said={problem} />
      ) : field.options.help ? (
        <span className="lk-label">{text(field.options.help)}</span>
      ) : null}
    </div>
  )
}

const emptyGroup: Values = {}
const Many = ({ name, field, values, problems, row, at = '', change }: Props & { name: string; field: FieldGroup }) => {
  const w = useWords()
  const text = useText()
  const lines = objectsIn(values[name]).map(valuesIn)
  const set = (index: number, line: Values) =>
    change(
      name,
      lines.map((one, place) => (place === index ? line : one)),
    )
  return (
    <fieldset className="lk-act-group">
      <legend>{text(field.label)}</legend>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place
        <div key={index} className="lk-act-line">
          <CommandInputs
            fields={field.group}
            values={line}
            problems={problems}
            row={row}
            at={`${at}${name}/${index}/`}
            change={(inner, value) => set(index, { ...line, [inner]: value })}
          />
          <button
            type="button"
            className="lk-icon-button small"
            aria-label={w('command.remove_row')}
            onClick={() =>
              change(
                name,
                lines.filter((_, place) => place !== index),
              )
            }
          >
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
      <button type="button" className="lk-filter-add" onClick={() => change(name, [...lines, { ...emptyGroup }])}>
        <Icon name="plus" size={14} />
        {w('command.add_row')}
      </button>
      <FieldProblem said={problems[`${at}${name}`]} />
    </fieldset>
  )
}

const Group = ({ name, field, values, problems, row, at = '', change }: Props & { name: string; field: FieldGroup }) => {
  const text = useText()
  const value = values[name] ? valuesIn(values[name]) : null
  const open = Boolean(value) || Boolean(field.options.required)
  return (
    <fieldset className="lk-act-group">
      <legend>
        {field.options.required ? (
          text(field.label)
        ) : (
          // biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is the control
          <label className="lk-row" style={{ gap: 8 }}>
            <Switch size="small" checked={open} onChange={(on) => change(name, on ? { ...emptyGroup } : null)} />
            {text(field.label)}
          </label>
        )}
      </legend>
      {open ? (
        <CommandInputs
          fields={field.group}
          values={value ?? emptyGroup}
          problems={problems}
          row={row}
          at={`${at}${name}/`}
          change={(inner, next) => change(name, { ...value, [inner]: next })}
        />
      ) : null}
      <FieldProblem said={problems[`${at}${name}`]} />
    </fieldset>
  )
}

/** The inputs of an act, with the widgets of forms; groups of them in frames. */
export const CommandInputs = (props: Props) =>
  Object.entries(props.fields).map(([name, field], index) =>
    isGroupField(field) ? (
      field.options.many ? (
        <Many key={name} {...props} name={name} field={field} />
      ) : (
        <Group key={name} {...props} name={name} field={field} />
      )
    ) : (
      <One key={name} {...props} name={name} field={field} focus={Boolean(props.focus) && index === 0} />
    ),
  )
