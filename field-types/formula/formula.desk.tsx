import { Input, Select } from 'antd'
import { label, type MetaField } from '@lianke/kernel'
import {
  type DisplayProps,
  type FieldWidget,
  type FilterEditorProps,
  OptionRow,
  type OptionsProps,
  setOption,
} from '@lianke/ui/field-desk'
import { booleanDesk } from '../boolean/boolean.desk.tsx'
import { dateDesk } from '../date/date.desk.tsx'
import { datetimeDesk } from '../datetime/datetime.desk.tsx'
import { decimalDesk } from '../decimal/decimal.desk.tsx'
import { textDesk } from '../text/text.desk.tsx'

const byResult = {
  text: textDesk,
  decimal: decimalDesk,
  boolean: booleanDesk,
  date: dateDesk,
  datetime: datetimeDesk,
} as const
/** A formula looks like the type of its answer. */
const of = (field: MetaField): FieldWidget =>
  byResult[(field.options.result as keyof typeof byResult | undefined) ?? 'text'] ?? textDesk
const Display = (props: DisplayProps) => {
  const { Display: Result } = of(props.field)
  return <Result {...props} />
}
const FilterEditor = (props: FilterEditorProps) => {
  const { FilterEditor: Result } = of(props.field)
  return <Result {...props} />
}
const Options = (props: OptionsProps) => (
  <>
    <OptionRow said={label('公式（CEL）', 'Expression (CEL)')}>
      <Input.TextArea
        autoSize={{ minRows: 2 }}
        style={{ fontFamily: 'var(--lk-mono)' }}
        value={props.options.expression as string}
        onChange={(event) => setOption(props, 'expression', event.target.value)}
      />
    </OptionRow>
    <OptionRow said={label('结果', 'Result')}>
      <Select
        value={props.options.result as string}
        onChange={(result) => setOption(props, 'result', result)}
        options={Object.keys(byResult).map((value) => ({ value, label: value }))}
      />
    </OptionRow>
  </>
)
export const formulaDesk: FieldWidget = {
  align: 'start',
  width: 130,
  icon: 'braces',
  Display,
  Input: null,
  FilterEditor,
  Options,
}
