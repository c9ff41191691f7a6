import type { MetaField, SelectOption } from '@lianke/kernel'
import { useText } from '../../i18n/i18n.ts'

export const optionsOf = (field: MetaField): readonly SelectOption[] =>
  (field.options.options as readonly SelectOption[] | undefined) ?? []

/** One choice as a soft pill; colour only where the definition gives it a meaning. */
export const OptionPill = ({ field, value }: { readonly field: MetaField; readonly value: string }) => {
  const text = useText()
  const option = optionsOf(field).find((one) => one.value === value)
  return <span className={`lk-pill lk-c-${option?.color ?? 'grey'}`}>{option ? text(option.label) : value}</span>
}
