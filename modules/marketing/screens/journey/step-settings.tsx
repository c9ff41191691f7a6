import { type Field, fieldTypes, type Filter, type JourneyNode, label, type MetaField } from '@lianke/kernel'
import { eventObjectName, fieldsOf, fieldWidgets, FilterBar, Icon, useModel, useText } from '@lianke/ui'
import { Button, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { type Step, useJourneyWords } from './use-journey-words.ts'

const person = 'customer.person'
const partsMax = 10
/** Settings that are made elsewhere or by programs only. */
const unshown = new Set(['attachments'])

interface Props {
  readonly config: Record<string, unknown>
  readonly disabled: boolean
  onChange(config: Record<string, unknown>): void
}
interface Branch {
  readonly outlet: string
  readonly name?: string
  readonly filter?: Filter
}
interface Share {
  readonly outlet: string
  readonly percent: number
}

const asMeta = ({ type, label: said, options }: Field): MetaField => ({
  type,
  label: said,
  options,
  operators: fieldTypes[type].operators,
  sortable: false,
  report: 'none',
  writable: true,
})
const Labelled = ({
  said,
  help,
  required,
  children,
}: {
  readonly said: string
  readonly help?: string
  readonly required?: boolean
  readonly children: ReactNode
}) => (
  <div className="lk-journey-field">
    <span className="lk-journey-said">
      {said}
      {required ? (
        <i aria-hidden style={{ color: 'var(--lk-red-fg)' }}>
          {' '}
          *
        </i>
      ) : null}
    </span>
    {children}
    {help ? <span className="lk-label">{help}</span> : null}
  </div>
)
const free = (stem: string, taken: readonly string[]): string => {
  for (let n = taken.length + 1; ; n++) if (!taken.includes(`${stem}${n}`)) return `${stem}${n}`
}

const Branches = ({ config, disabled, onChange }: Props) => {
  const text = useText()
  const branches = (config.branches as Branch[] | undefined) ?? []
  const send = (next: readonly Branch[]) => onChange({ ...config, branches: next })
  const set = (index: number, branch: Branch) => send(branches.map((one, at) => (at === index ? branch : one)))
  return (
    <>
      {branches.map((branch, index) => (
        <div key={branch.outlet} className="lk-journey-part">
          <div className="lk-row">
            <Input
              size="small"
              disabled={disabled}
              value={branch.name ?? ''}
              maxLength={40}
              placeholder={text(label('分支 {n}', 'Branch {n}'), { n: index + 1 })}
              aria-label={text(label('分支名称', 'Name of the branch'))}
              onChange={(event) => set(index, { ...branch, name: event.target.value })}
            />
            <button
              type="button"
              className="lk-icon-button small"
              disabled={disabled}
              aria-label={text(label('删除分支', 'Remove the branch'))}
              onClick={() => send(branches.filter((_, at) => at !== index))}
            >
              <Icon name="trash" size={13} />
            </button>
          </div>
          <FilterBar
            object={person}
            value={branch.filter ?? null}
            nested
            onChange={(filter) => set(index, { ...branch, filter: filter ?? { and: [] } })}
          />
        </div>
      ))}
      <p className="lk-label">
        {text(
          label(
            '从上往下，第一个符合的分支收人；都不符合的走「其他」。',
            'From above downwards, the first branch that fits takes the person; who fits none goes “Otherwise”.',
          ),
        )}
      </p>
      <Button
        size="small"
        disabled={disabled || branches.length >= partsMax}
        icon={<Icon name="plus" size={13} />}
        onClick={() =>
          send([
            ...branches,
            {
              outlet: free(
                'b',
                branches.map(({ outlet }) => outlet),
              ),
              filter: { and: [] },
            },
          ])
        }
      >
        {text(label('添加分支', 'Add a branch'))}
      </Button>
    </>
  )
}
const Shares = ({ config, disabled, onChange }: Props) => {
  const text = useText()
  const shares = (config.shares as Share[] | undefined) ?? []
  const send = (next: readonly Share[]) => onChange({ ...config, shares: next })
  const left = 100 - shares.reduce((sum, { percent }) => sum + percent, 0)
  return (
    <>
      {shares.map((share, index) => (
        <div key={share.outlet} className="lk-row">
          <b style={{ width: 28 }}>{share.outlet.toUpperCase()}</b>
          <InputNumber
            min={0}
            max={share.percent + Math.max(left, 0)}
            disabled={disabled}
            value={share.percent}
            suffix="%"
            aria-label={share.outlet}
            onChange={(percent) => send(shares.map((one, at) => (at === index ? { ...one, percent: percent ?? 0 } : one)))}
          />
          <button
            type="button"
            className="lk-icon-button small"
            disabled={disabled}
            aria-label={text(label('删除', 'Remove'))}
            onClick={() => send(shares.filter((_, at) => at !== index))}
          >
            <Icon name="trash" size={13} />
          </button>
        </div>
      ))}
      <p className="lk-label">
        {text(
          label(
            '其余 {n}% 走「其余」。同一个人每次走同一边。',
            'The remaining {n}% go “The rest”. The same person always goes the same way.',
          ),
          { n: Math.max(left, 0) },
        )}
      </p>
      <Button
        size="small"
        disabled={disabled || shares.length >= partsMax || left <= 0}
        icon={<Icon name="plus" size={13} />}
        onClick={() =>
          send([
            ...shares,
            {
              outlet: free(
                's',
                shares.map(({ outlet }) => outlet),
              ),
              percent: Math.min(50, left),
            },
          ])
        }
      >
        {text(label('添加一路', 'Add a way'))}
      </Button>
    </>
  )
}
const FieldAndValue = ({ config, disabled, onChange }: Props) => {
  const text = useText()
  const meta = useModel().object(person)
  const fields = meta
    ? Object.entries(fieldsOf(meta)).filter(
        ([, field]) => field.writable && field.access !== 'read' && !field.options.hidden && fieldWidgets[field.type].Input,
      )
    : []
  const chosen = fields.find(([name]) => name === config.field)?.[1]
  const Value = chosen ? fieldWidgets[chosen.type].Input : null
  return (
    <>
      <Labelled said={text(label('字段', 'Field'))} required>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          disabled={disabled}
          value={(config.field as string | undefined) ?? null}
          options={fields.map(([value, field]) => ({ value, label: text(field.label) }))}
          onChange={(field) => onChange({ field, value: null })}
        />
      </Labelled>
      {chosen && Value ? (
        <Labelled said={text(label('改为', 'Set to'))}>
          <Value
            field={chosen}
            value={config.value ?? null}
            disabled={disabled}
            onChange={(value) =>
              onChange({
                ...config,
                value: value !== null && typeof value === 'object' && 'id' in value ? (value as { id: string }).id : value,
              })
            }
          />
        </Labelled>
      ) : null}
    </>
  )
}

/** A list of all events, found by typing. */
export const EventSelect = ({
  value,
  disabled,
  onChange,
}: {
  readonly value: unknown
  readonly disabled: boolean
  onChange(event: string): void
}) => {
  const text = useText()
  const { events } = useModel()
  return (
    <Select
      showSearch={{ optionFilterProp: 'label' }}
      disabled={disabled}
      value={(value as string | undefined) || null}
      placeholder={text(label('选择事件', 'Choose an event'))}
      aria-label={text(label('事件', 'Event'))}
      options={events.map((event) => ({ value: event.name, label: text(event.label) }))}
      onChange={onChange}
    />
  )
}

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
                  value={(node.config.where as Filter | null | undefined) ?? null}
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
                onChange={(value) =>
                  set(
                    name,
                    value !== null && typeof value === 'object' && !Array.isArray(value) && 'id' in value
                      ? (value as { id: string }).id
                      : value,
                  )
                }
              />
            </Labelled>
          ) : null
        })}
    </>
  )
}
