import { ChoiceFilter, choiceInput, ChoiceOptions, type DisplayProps, type FieldWidget, OptionPill } from '@lianke/ui/field-desk'

const Display = ({ field, value }: DisplayProps) => <OptionPill field={field} value={String(value)} />
export const selectDesk: FieldWidget = {
  align: 'start',
  width: 120,
  icon: 'circle',
  Display,
  Input: choiceInput(false),
  FilterEditor: ChoiceFilter,
  short: true,
  telling: true,
  atOnce: true,
  Options: ChoiceOptions,
}
