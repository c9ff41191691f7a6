import { Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useModel } from '../../client/meta.ts'
import { useCompanies } from '../../client/use-companies.ts'
import { useText, useWords } from '../../i18n/i18n.ts'
import type { DisplayProps, FilterEditorProps, InputProps } from '../field-widget.ts'

const Line = ({ said }: { readonly said: string }) => (
  <span className="lk-ellipsis" title={said}>
    {said}
  </span>
)

const ChannelName = ({ name }: { readonly name: string }) => {
  const text = useText()
  const channel = useModel().channels.find((one) => one.name === name)
  return <Line said={channel ? text(channel.label) : name} />
}

const CompanyName = ({ issuer }: { readonly issuer: string }) => (
  <Line said={useCompanies().find((one) => one.issuer === issuer)?.name ?? issuer} />
)

/** One line of text, cut at the end of its cell. Only names of channels and of companies ask the model: a list has thousands of cells. */
export const PlainText = ({ field, value }: DisplayProps) => {
  const said = String(value)
  if (field.options.names === 'channel') return <ChannelName name={said} />
  return field.options.names === 'company' ? <CompanyName issuer={said} /> : <Line said={said} />
}

/** A single-line input with the attributes its type needs. */
export const lineInput =
  (
    attributes: {
      readonly type?: string
      readonly inputMode?: 'email' | 'tel' | 'url' | 'text'
      readonly prefix?: ReactNode
    } = {},
  ) =>
  ({ field, value, onChange, id, autoFocus, disabled }: InputProps) => (
    <Input
      id={id}
      {...attributes}
      value={(value as string | null) ?? ''}
      maxLength={field.options.max as number | undefined}
      autoFocus={autoFocus}
      disabled={disabled}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
    />
  )

/** Value of a text condition: one text, or several for "one of". */
export const TextFilter = ({ op, value, onChange }: FilterEditorProps) => {
  const w = useWords()
  if (op === 'in' || op === 'not_in' || op === 'any_of' || op === 'all_of' || op === 'none_of')
    return (
      <Select
        aria-label={w('filter.value')}
        mode="tags"
        size="small"
        style={{ minWidth: 140 }}
        open={false}
        suffixIcon={null}
        value={(value as string[] | undefined) ?? []}
        onChange={onChange}
        placeholder={w('filter.value')}
      />
    )
  return (
    <Input
      aria-label={w('filter.value')}
      size="small"
      style={{ width: 150 }}
      value={(value as string | undefined) ?? ''}
      onChange={(event) => onChange(event.target.value)}
      placeholder={w('filter.value')}
    />
  )
}
