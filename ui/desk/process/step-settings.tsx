import {
  approvingStep,
  askingStep,
  type Field,
  fieldTypes,
  type ProcessNode,
  label,
  type MetaField,
  filterIn,
  isObject,
} from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import { eventObjectName } from '../../base/client/event-object.ts'
import { listPath } from '../../base/client/peek.ts'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { FilterBar } from '../filter-builder/filter-bar.tsx'
import { AskedForm } from './asked-form.tsx'
import { isAskedOf } from './asked-settings.ts'
import { Outcomes } from './outcomes.tsx'
import { ShownFields } from './shown-fields.tsx'
import { ActAndInput } from './act-and-input.tsx'
import { Branches } from './branches.tsx'
import { CalledProcess, ForEach } from './called-process.tsx'
import { EventSelect } from './event-select.tsx'
import { freshConfig } from './fresh-config.ts'
import { FieldsAndValues } from './fields-and-values.tsx'
import { FieldAndValue } from './field-and-value.tsx'
import { Labelled } from './labelled.tsx'
import { SentValues } from './sent-values.tsx'
import { TakenValues } from './taken-values.tsx'
import { Shares } from './shares.tsx'
import type { StepEditorProps } from './step-editor.ts'
import { type Step, useProcessWords } from './use-process-words.ts'

/** Settings of no plain type that have an editor of their own. */
const ownEditor = new Set(['event', 'send', 'values'])
/** Settings that are made elsewhere or by programs only. */
const unshown = new Set(['attachments'])

const asMeta = ({ type, label: said, options }: Field): MetaField => ({
  type,
  label: said,
  options,
  operators: fieldTypes[type].operators,
  sortable: false,
  report: 'none',
  writable: true,
})

interface SettingProps extends StepEditorProps {
  readonly name: string
  readonly field: Field
}

/** How a setting is edited. */
const Editor = ({ name, field, config, disabled, onChange }: SettingProps) => {
  const set = (value: unknown) => onChange({ ...config, [name]: value })
  if (name === 'event')
    return (
      <EventSelect value={config.event} disabled={disabled} onChange={(event) => onChange({ ...config, event, where: null })} />
    )
  if (name === 'where')
    return <FilterBar object={eventObjectName(String(config.event))} value={filterIn(config.where)} nested onChange={set} />
  if (name === 'outcomes') return <Outcomes config={config} disabled={disabled} onChange={onChange} />
  if (name === 'form') return <AskedForm config={config} disabled={disabled} onChange={onChange} />
  if (name === 'send') return <SentValues config={config} disabled={disabled} onChange={onChange} />
  if (name === 'values')
    return <TakenValues trigger={config} disabled={disabled} onChange={(next) => onChange({ ...config, values: next.values })} />
  if (name === 'show') return <ShownFields name="show" max={3} config={config} disabled={disabled} onChange={onChange} />
  if (name === 'editable') return <ShownFields name="editable" config={config} disabled={disabled} onChange={onChange} />
  const { Input } = fieldWidgets[field.type]
  return Input ? (
    <Input
      field={asMeta(field)}
      value={config[name] ?? null}
      disabled={disabled}
      onChange={(value) => set(Array.isArray(value) ? value.map(idOf) : idOf(value))}
    />
  ) : null
}

/** Settings keep records by their ids. */
const idOf = (value: unknown): unknown => (isObject(value) && 'id' in value ? value.id : value)

/** Can this be said of the step now? What an event must be like only once there is an event. */
const isAsked = (name: string, { type }: Field, config: StepEditorProps['config']): boolean =>
  !unshown.has(name) && (ownEditor.has(name) || (name === 'where' ? Boolean(config.event) : Boolean(fieldWidgets[type].Input)))

/** What a step is told, by its own fields; branches, shares, events and fields have an editor of their own. */
export const StepSettings = ({
  node,
  disabled,
  onChange,
}: {
  readonly node: ProcessNode
  readonly disabled: boolean
  onChange(config: Record<string, unknown>): void
}) => {
  const text = useText()
  const words = useProcessWords()
  const step: Step | undefined = words.steps.get(node.step)
  // What a step that asks approvers leaves unsaid is what is usual: it is shown so.
  const usual = step?.name === approvingStep ? freshConfig(step.name, step.fields) : {}
  const given = { config: { ...usual, ...node.config }, disabled, onChange }
  if (!step) return <p style={{ color: 'var(--lk-red-fg)' }}>{text(label('没有这种步骤', 'There is no such step'))}</p>
  if (step.name === 'flow.branch') return <Branches {...given} />
  if (step.name === 'flow.split') return <Shares {...given} />
  if (step.name === 'update_field') return <FieldAndValue {...given} />
  if (step.name === 'record.set_fields') return <FieldsAndValues {...given} />
  if (step.name === 'flow.call_process') return <CalledProcess {...given} />
  if (step.name === 'flow.for_each') return <ForEach {...given} />
  if (step.name === 'record.run_command') return <ActAndInput {...given} />
  return Object.entries(step.fields)
    .filter(([name, field]) =>
      step.name === askingStep || step.name === approvingStep ? isAskedOf(name, given.config) : isAsked(name, field, node.config),
    )
    .map(([name, field]) => (
      <Labelled
        key={name}
        said={text(field.label)}
        {...(field.options.help ? { help: text(field.options.help) } : {})}
        {...(field.options.required ? { required: true } : {})}
      >
        <Editor name={name} field={field} {...given} />
        {name === 'credential' ? (
          <Link to={listPath('process.credential')} target="_blank">
            {text(label('管理凭据', 'Manage credentials'))}
          </Link>
        ) : null}
      </Labelled>
    ))
}
