import type { DisplayProps, FieldWidget } from './field-widget.ts'
import { lineInput, TextFilter } from './parts/text-parts.tsx'

/** +86 138 0013 8000: groups make a number readable; a masked one is left as it is. */
export const sayPhone = (value: unknown): string => {
  const text = String(value)
  const china = /^\+86(1\d{2})(\d{4})(\d{4})$/.exec(text)
  return china ? `${china[1]} ${china[2]} ${china[3]}` : text
}
const Display = ({ value }: DisplayProps) => <span className="lk-num lk-ellipsis">{sayPhone(value)}</span>
export const phone: FieldWidget = { align: 'start', width: 140, icon: 'phone', Display, Input: lineInput({ type: 'tel', inputMode: 'tel' }), FilterEditor: TextFilter }
