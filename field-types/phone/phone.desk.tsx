import { type DisplayProps, type FieldWidget, sayPhone, lineInput, TextFilter } from '@lianke/ui/field-desk'

const Display = ({ value }: DisplayProps) => <span className="lk-num lk-ellipsis">{sayPhone(value)}</span>
export const phoneDesk: FieldWidget = {
  align: 'start',
  width: 140,
  icon: 'phone',
  Display,
  Input: lineInput({ type: 'tel', inputMode: 'tel' }),
  FilterEditor: TextFilter,
}
