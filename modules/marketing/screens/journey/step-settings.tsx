import { type Field, fieldTypes, type JourneyNode, label, type MetaField, filterIn, isObject } from '@lianke/kernel'
import { eventObjectName, fieldWidgets, FilterBar, useText } from '@lianke/ui'
import { Branches } from './branches.tsx'
import { EventSelect } from './event-select.tsx'
import { FieldAndValue } from './field-and-value.tsx'
import { Labelled } from './labelled.tsx'
import { Shares } from './shares.tsx'
import { type Step, useJourneyWords } from './use-journey-words.ts'

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

/** What a step is told, by its own fields; branches, shares, events and fields have an editor of their own. */
export const StepSettings = ({
  node,
  disabled,
  onChange,
}: {
  readonly node: JourneyNode
  readonly disabled: boolean
  onChange(config: Record<string, unknown>): void
}) => {
  const text = useText()
  const words = useJourneyWords()
  const step: Step | undefined = words.steps.get(node.step)
  const given = { config: node.config, disabled, onChange }
  if (!step) return <p style={{ color: 'var(--lk-red-fg)' }}>{text(label('没有这种步骤', 'There is no such step'))}</p>
  if (step.name === 'flow.branch') return <Branches {...given} />
  if (step.name === 'flow.split') return <Shares {...given} />
  if (step.name === 'update_field') return <FieldAndValue {...given} />
  const set = (name: string, value: unknown) => onChange({ ...node.config, [name]: value })
  return (
    <>
      {Object.entries(step.fields)
        .filter(([name]) => !unshown.has(name))
        .map(([name, field]) => {
          const said = {
            said: text(field.label),
            ...(field.options.help ? { help: text(field.options.help) } : {}),
            ...(field.options.required ? { required: true } : {}),
          }
          if (name === 'event')
            return (
              <Labelled key={name} {...said}>
                <EventSelect
                  value={node.config.event}
                  disabled={disabled}
                  onChange={(event) => onChange({ ...node.config, event, where: null })}
                />
              </Labelled>
            )
          if (name === 'where')
            return node.config.event ? (
              <Labelled key={name} {...said}>
                <FilterBar
                  object={eventObjectName(String(node.config.event))}
                  value={filterIn(node.config.where)}
                  nested
                  onChange={(where) => set('where', where)}
                />
              </Labelled>
            ) : null
          const { Input: Editor } = fieldWidgets[field.type]
          return Editor ? (
            <Labelled key={name} {...said}>
              <Editor
                field={asMeta(field)}
                value={node.config[name] ?? null}
                disabled={disabled}
                onChange={(value) => set(name, isObject(value) && 'id' in value ? value.id : value)}
              />
            </Labelled>
          ) : null
        })}
    </>
  )
}
