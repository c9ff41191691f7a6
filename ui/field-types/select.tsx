import type { DisplayProps, FieldWidget } from './field-widget.ts'
import { ChoiceFilter, choiceInput } from './parts/choice-parts.tsx'
import { OptionPill } from './parts/option-pill.tsx'

const Display = ({ field, value }: DisplayProps) => <OptionPill field={field} value={String(value)} />
export const select: FieldWidget = {
  align: 'start',
  width: 120,
  icon: 'circle',
  Display,
  Input: choiceInput(false),
  FilterEditor: ChoiceFilter,
}
