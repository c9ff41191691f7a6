import { Input } from 'antd'
import { type DisplayProps, type FieldWidget, type InputProps, LengthOptions, PlainText, TextFilter } from '@lianke/ui/field-desk'

const Display = (props: DisplayProps) =>
  props.place === 'page' ? (
    <span style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{String(props.value)}</span>
  ) : (
    <PlainText {...props} />
  )
const Area = ({ field, value, onChange, id, autoFocus, disabled }: InputProps) => (
  <Input.TextArea
    id={id}
    autoFocus={autoFocus}
    disabled={disabled}
    autoSize={{ minRows: 2, maxRows: 10 }}
    maxLength={field.options.max as number | undefined}
    value={(value as string | null) ?? ''}
    onChange={(event) => onChange(event.target.value)}
  />
)
export const longTextDesk: FieldWidget = {
  align: 'start',
  width: 240,
  icon: 'file',
  Display,
  Input: Area,
  FilterEditor: TextFilter,
  wide: true,
  unlisted: true,
  tooWide: true,
  Options: LengthOptions,
}
