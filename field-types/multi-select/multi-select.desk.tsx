import { ChoiceFilter, choiceInput, ChoiceOptions, type DisplayProps, type FieldWidget, OptionPill } from '@lianke/ui/field-desk'

const Display = ({ field, value, place }: DisplayProps) => (
  <span className="lk-row" style={{ gap: 4, flexWrap: place === 'page' ? 'wrap' : 'nowrap', overflow: 'hidden' }}>
    {(Array.isArray(value) ? value : []).map((one) => (
      <OptionPill key={String(one)} field={field} value={String(one)} />
    ))}
  </span>
)
export const multiSelectDesk: FieldWidget = {
  align: 'start',
  width: 180,
  icon: 'layers',
  Display,
  Input: choiceInput(true),
  FilterEditor: ChoiceFilter,
  wide: true,
  short: true,
  tooWide: true,
  Options: ChoiceOptions,
}
