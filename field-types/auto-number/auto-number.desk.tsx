import { type DisplayProps, type FieldWidget, TextFilter } from '@lianke/ui/field-desk'

const Display = ({ value }: DisplayProps) => <span className="lk-num lk-ellipsis">{String(value)}</span>
export const autoNumberDesk: FieldWidget = {
  align: 'start',
  width: 150,
  icon: 'hash',
  Display,
  Input: null,
  FilterEditor: TextFilter,
}
