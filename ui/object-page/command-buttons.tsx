import { useQueryClient } from '@tanstack/react-query'
import { Button, Dropdown, Input, InputNumber, Modal, Select, Switch } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Meta, MetaObject, Row } from '@lianke/kernel'
import { useModel } from '../client/meta.ts'
import { useCommand } from '../client/records.ts'
import { request } from '../client/request.ts'
import { useToast } from '../feedback/toast.tsx'
import { wireOf } from '../field-types/parts/wire.ts'
import { fieldWidgets } from '../field-types/registry.tsx'
import { useText, useWords } from '../i18n/i18n.ts'
import { Icon } from '../icons/icon.tsx'
import { generalProblem, problemsByField } from '../object-form/problems.ts'

type Command = Meta['commands'][number]
interface Schema {
  readonly type?: string
  readonly title?: string
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly default?: unknown
}
const buttonsMax = 2

const plainInput = (schema: Schema, value: unknown, onChange: (value: unknown) => void): ReactNode => {
  if (schema.enum)
    return (
      <Select
        style={{ width: '100%' }}
        value={value as string}
        onChange={onChange}
        options={schema.enum.map((one) => ({ value: String(one), label: String(one) }))}
      />
    )
  if (schema.type === 'boolean') return <Switch size="small" checked={Boolean(value)} onChange={onChange} />
  if (schema.type === 'number' || schema.type === 'integer')
    return <InputNumber style={{ width: '100%' }} controls={false} value={value as number} onChange={onChange} />
  if (schema.type === 'array')
    return <Select mode="tags" style={{ width: '100%' }} value={(value as string[] | undefined) ?? []} onChange={onChange} />
  return <Input value={(value as string | undefined) ?? ''} onChange={(event) => onChange(event.target.value)} />
}

/** What a command needs beyond the record: asked with the record's own widgets where the names agree. */
const CommandDialog = ({
  object,
  command,
  row,
  close,
}: {
  readonly object: MetaObject
  readonly command: Command
  readonly row: Row
  close(): void
}) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const run = useCommand(command.name)
  const schema = command.input as Schema
  const [values, setValues] = useState<Record<string, unknown>>(() =>
    Object.fromEntries(
      Object.entries(schema.properties ?? {}).flatMap(([name, one]) => (one.default !== undefined ? [[name, one.default]] : [])),
    ),
  )
  const problems = problemsByField(run.error)
  const general = generalProblem(run.error, { ...object, fields: { ...object.fields, ...(schema.properties as object) } })
  const submit = () =>
    run.mutate(
      {
        ...Object.fromEntries(
          Object.entries(values)
            .filter(([, value]) => value !== '' && value !== null && value !== undefined)
            .map(([name, value]) => [name, object.fields[name] ? wireOf(object.fields[name], value) : value]),
        ),
        id: row.id,
      },
      {
        onSuccess: () => {
          close()
          toast.done(text(command.label))
        },
      },
    )
  return (
    <Modal
      open
      onCancel={close}
      onOk={submit}
      confirmLoading={run.isPending}
      title={text(command.label)}
      okText={text(command.label)}
      cancelText={w('common.cancel')}
    >
      <div className="lk-stack" style={{ gap: 12 }}>
        {general ? (
          <div className="lk-field-problem" role="alert">
            {general}
          </div>
        ) : null}
        {Object.entries(schema.properties ?? {})
          .filter(([name]) => name !== 'id' && name !== 'version')
          .map(([name, one]) => {
            const field = object.fields[name]
            const Widget = field ? fieldWidgets[field.type].Input : null
            const set = (value: unknown) => setValues((old) => ({ ...old, [name]: value }))
            return (
              <div key={name} className={`lk-field${problems[name] ? ' bad' : ''}`}>
                <label>
                  {field ? text(field.label) : (one.title ?? one.description ?? name)}
                  {schema.required?.includes(name) ? <i>*</i> : null}
                </label>
                {field && Widget ? (
                  <Widget field={field} value={values[name] ?? null} onChange={set} />
                ) : (
                  plainInput(one, values[name], set)
                )}
                {problems[name] ? <span className="lk-field-problem">{problems[name]}</span> : null}
              </div>
            )
          })}
      </div>
    </Modal>
  )
}

/** The business acts that a record offers: the first as buttons, the rest in a menu with what else can be done. */
export const CommandButtons = ({
  object,
  row,
  more = [],
}: {
  readonly object: MetaObject
  readonly row: Row
  readonly more?: readonly {
    readonly key: string
    readonly icon: string
    readonly label: string
    readonly danger?: boolean
    run(): void
  }[]
}) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const commands = useModel().commands.filter(({ on }) => on === object.name)
  const [asking, setAsking] = useState<Command | null>(null)
  const simple = (command: Command) =>
    Object.keys((command.input as Schema).properties ?? {}).every((name) => name === 'id' || name === 'version')
  const client = useQueryClient()
  // Nothing to ask: the act runs at once.
  const runNow = (command: Command) =>
    request(`/commands/${command.name}`, { body: { id: row.id }, headers: { 'idempotency-key': crypto.randomUUID() } }).then(
      () => {
        toast.done(text(command.label))
        return client.invalidateQueries({ predicate: ({ queryKey }) => !['meta', 'me'].includes(String(queryKey[0])) })
      },
      toast.failed,
    )
  const start = (command: Command) => (simple(command) ? void runNow(command) : setAsking(command))
  const rest = commands.slice(buttonsMax)
  return (
    <>
      {commands.slice(0, buttonsMax).map((command) => (
        <Button key={command.name} onClick={() => start(command)}>
          {text(command.label)}
        </Button>
      ))}
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items: [
            ...rest.map((command) => ({ key: command.name, label: text(command.label), icon: <Icon name="zap" size={14} /> })),
            ...(rest.length > 0 && more.length > 0 ? [{ type: 'divider' as const }] : []),
            ...more.map((one) => ({
              key: one.key,
              label: one.label,
              danger: one.danger,
              icon: <Icon name={one.icon} size={14} />,
            })),
          ],
          onClick: ({ key }) => {
            const command = rest.find(({ name }) => name === key)
            if (command) start(command)
            else more.find((one) => one.key === key)?.run()
          },
        }}
      >
        <button type="button" className="lk-icon-button" aria-label={w('common.more')}>
          <Icon name="more" size={16} />
        </button>
      </Dropdown>
      {asking ? <CommandDialog object={object} command={asking} row={row} close={() => setAsking(null)} /> : null}
    </>
  )
}
