import { Input } from 'antd'
import { label } from '@lianke/kernel'
import { type DisplayProps, type FieldWidget, OptionRow, type OptionsProps, setOption, TextFilter } from '@lianke/ui/field-desk'

const Display = ({ value }: DisplayProps) => <span className="lk-num lk-ellipsis">{String(value)}</span>
const Options = (props: OptionsProps) => (
  <OptionRow said={label('编号规则', 'Pattern')}>
    <Input
      placeholder="ORD-{yyyy}{mm}-{n:5}"
      value={props.options.pattern as string}
      onChange={(event) => setOption(props, 'pattern', event.target.value)}
    />
  </OptionRow>
)
export const autoNumberDesk: FieldWidget = {
  align: 'start',
  width: 150,
  icon: 'hash',
  Display,
  Input: null,
  FilterEditor: TextFilter,
  Options,
}
