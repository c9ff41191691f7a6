import { isObject, textsIn } from '@lianke/kernel'
import { Input, InputNumber, Select, Switch } from 'antd'
import { type ReactNode, useState } from 'react'
import { useWords } from '../../base/i18n/i18n.ts'

export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly title?: string
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly format?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
}

const JsonInput = ({ value, onChange }: { readonly value: unknown; onChange(value: unknown): void }) => {
  const w = useWords()
  const [draft, setDraft] = useState(() => JSON.stringify(value ?? null, null, 2))
  const [bad, setBad] = useState(false)
  const change = (next: string) => {
    setDraft(next)
    try {
      onChange(JSON.parse(next))
      setBad(false)
    } catch {
      // Half-typed text is no value yet.
      setBad(true)
    }
  }
  return (
    <div>
      <Input.TextArea
        autoSize={{ minRows: 2, maxRows: 12 }}
        style={{ fontFamily: 'var(--lk-mono)', fontSize: 12 }}
        status={bad ? 'error' : undefined}
        value={draft}
        onChange={(event) => change(event.target.value)}
      />
      {bad ? <span className="lk-label">{w('field.json_bad')}</span> : null}
    </div>
  )
}

/** An input read off a JSON Schema: what settings and commands ask for. */
export const SchemaInput = ({
  schema,
  value,
  onChange,
  secret,
  say,
}: {
  readonly schema: JsonSchema
  readonly value: unknown
  onChange(value: unknown): void
  readonly secret?: boolean
  say?(name: string): ReactNode
}) => {
  const known = schema.anyOf?.find((one) => one.type !== 'null') ?? schema
  const type = Array.isArray(known.type) ? known.type.find((one) => one !== 'null') : known.type
  if (known.enum)
    return (
      <Select
        style={{ width: '100%' }}
        value={value as string}
        onChange={onChange}
        options={known.enum.map((one) => ({ value: one as string, label: String(one) }))}
      />
    )
  if (type === 'boolean') return <Switch checked={Boolean(value)} onChange={onChange} />
  if (type === 'number' || type === 'integer')
    return (
      <InputNumber
        style={{ width: 160 }}
        controls={false}
        min={known.minimum !== undefined && known.minimum > -1e15 ? known.minimum : undefined}
        max={known.maximum !== undefined && known.maximum < 1e15 ? known.maximum : undefined}
        precision={type === 'integer' ? 0 : undefined}
        value={value as number}
        onChange={onChange}
      />
    )
  if (type === 'string')
    return secret ? (
      <Input.Password
        autoComplete="new-password"
        value={(value as string | undefined) ?? ''}
        onChange={(event) => onChange(event.target.value)}
      />
    ) : (
      <Input
        value={(value as string | undefined) ?? ''}
        maxLength={known.maxLength}
        onChange={(event) => onChange(event.target.value)}
      />
    )
  if (type === 'array' && (known.items?.type === 'string' || known.items?.enum))
    return (
      <Select
        mode={known.items.enum ? 'multiple' : 'tags'}
        style={{ width: '100%' }}
        open={known.items.enum ? undefined : false}
        value={textsIn(value)}
        onChange={onChange}
        options={known.items.enum?.map((one) => ({ value: String(one), label: String(one) }))}
      />
    )
  if (type === 'object' && known.properties) {
    const given = isObject(value) ? value : {}
    return (
      <div className="lk-schema">
        {Object.entries(known.properties).map(([name, one]) => (
          <div key={name} className="lk-schema-row">
            <span className="lk-muted">{say?.(name) ?? one.title ?? name.replaceAll('_', ' ')}</span>
            <SchemaInput schema={one} value={given[name]} onChange={(next) => onChange({ ...given, [name]: next })} say={say} />
          </div>
        ))}
      </div>
    )
  }
  return <JsonInput value={value} onChange={onChange} />
}
