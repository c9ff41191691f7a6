import type { DisplayProps, FieldWidget } from './field-widget.ts'
import { ChoiceFilter, choiceInput } from './parts/choice-parts.tsx'
import { OptionPill } from './parts/option-pill.tsx'

const Display = ({ field, value, place }: DisplayProps) => (
  <span className="lk-row" style={{ gap: 4, flexWrap: place === 'page' ? 'wrap' : 'nowrap', overflow: 'hidden' }}>
    {(Array.isArray(value) ? value : []).map((one) => (
      <OptionPill key={String(one)} field={field} value={String(one)} />
    ))}
  </span>
)
export const multi_select: FieldWidget = {
  align: 'start',
  width: 180,
  icon: 'layers',
  Display,
  Input: choiceInput(true),
  FilterEditor: ChoiceFilter,
}
