import { isObject, textIn, textsIn } from '@lianke/kernel'
import { Input, InputNumber, Select, Switch } from 'antd'
import { useState } from 'react'
import { useLanguage, useWords } from '../../base/i18n/i18n.ts'

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

const JsonInput = ({ value, onChange, said }: Pick<Asked, 'value' | 'onChange' | 'said'>) => {
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
        aria-label={said}
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

interface Asked {
  readonly schema: JsonSchema
  readonly value: unknown
  onChange(value: unknown): void
  readonly secret?: boolean
  /** What it is called, for whoever does not see where it stands. */
  readonly said?: string
  say?(name: string): string | undefined
}
const typeOf = ({ type }: JsonSchema): string | undefined =>
  typeof type === 'string' ? type : type?.find((one) => one !== 'null')
/** Beyond this a bound is that of the machine, nobody's wish. */
const boundMax = 1e15
const boundIn = (bound: number | undefined): number | undefined =>
  bound !== undefined && Math.abs(bound) < boundMax ? bound : undefined

const NumberInput = ({ schema, value, onChange, said }: Asked) => (
  <InputNumber
    aria-label={said}
    style={{ width: 160 }}
    controls={false}
    min={boundIn(schema.minimum)}
    max={boundIn(schema.maximum)}
    precision={typeOf(schema) === 'integer' ? 0 : undefined}
    value={typeof value === 'number' ? value : null}
    onChange={onChange}
  />
)

const TextInput = ({ schema, value, onChange, secret, said }: Asked) => {
  const given = {
    'aria-label': said,
    value: textIn(value) ?? '',
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  }
  return secret ? <Input.Password {...given} autoComplete="new-password" /> : <Input {...given} maxLength={schema.maxLength} />
}

const TextsInput = ({ schema: { items }, value, onChange, said }: Asked) => (
  <Select
    aria-label={said}
    mode={items?.enum ? 'multiple' : 'tags'}
    style={{ width: '100%' }}
    open={items?.enum ? undefined : false}
    value={textsIn(value)}
    onChange={onChange}
    options={items?.enum?.map((one) => ({ value: String(one), label: String(one) }))}
  />
)

const MembersInput = ({ schema, value, onChange, say }: Asked) => {
  const given = isObject(value) ? value : {}
  return (
    <div className="lk-schema">
      {Object.entries(schema.properties ?? {}).map(([name, one]) => {
        const said = say?.(name) ?? one.title ?? name.replaceAll('_', ' ')
        return (
          <div key={name} className="lk-schema-row">
            <span className="lk-muted">{said}</span>
            <SchemaInput
              schema={one}
              value={given[name]}
              onChange={(next) => onChange({ ...given, [name]: next })}
              said={said}
              say={say}
            />
          </div>
        )
      })}
    </div>
  )
}

const ChoiceInput = ({ schema, value, onChange, said }: Asked) => (
  <Select
    aria-label={said}
    style={{ width: '100%' }}
    value={value}
    onChange={onChange}
    options={schema.enum?.map((one) => ({ value: one, label: String(one) }))}
  />
)

/** One of some countries, by what they are called in the language of whoever chooses. */
const CountryInput = ({ schema, value, onChange, said }: Asked) => {
  const { language } = useLanguage()
  const names = new Intl.DisplayNames([language], { type: 'region' })
  const options = textsIn(schema.enum).map((code) => ({ value: code, label: `${names.of(code) ?? code} (${code})` }))
  return (
    <Select
      aria-label={said}
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: '100%' }}
      value={value}
      onChange={onChange}
      options={options.sort((a, b) => a.label.localeCompare(b.label, language))}
    />
  )
}

/** An input read off a JSON Schema: what settings and commands ask for. */
export const SchemaInput = (asked: Asked) => {
  const { value, onChange } = asked
  const schema = asked.schema.anyOf?.find((one) => one.type !== 'null') ?? asked.schema
  const known = { ...asked, schema }
  const type = typeOf(schema)
  if (schema.enum && schema.format === 'country') return <CountryInput {...known} />
  if (schema.enum) return <ChoiceInput {...known} />
  if (type === 'boolean') return <Switch aria-label={asked.said} checked={Boolean(value)} onChange={onChange} />
  if (type === 'number' || type === 'integer') return <NumberInput {...known} />
  if (type === 'string') return <TextInput {...known} />
  if (type === 'array' && (schema.items?.type === 'string' || schema.items?.enum)) return <TextsInput {...known} />
  if (type === 'object' && schema.properties) return <MembersInput {...known} />
  return <JsonInput value={value} onChange={onChange} said={asked.said} />
}
