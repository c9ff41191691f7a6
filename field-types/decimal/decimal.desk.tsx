import { type DisplayProps, type FieldWidget, numberFilter, numberInput, ScaledOptions, useNumbers } from '@lianke/ui/field-desk'

/** Two decimals and fewer stand under each other; longer ones are shown without their empty end. */
const Display = ({ field, value }: DisplayProps) => {
  const { number } = useNumbers()
  const scale = field.options.scale as number | undefined
  return <span className="lk-num">{number(value, scale !== undefined && scale <= 2 ? scale : undefined)}</span>
}
export const decimalDesk: FieldWidget = {
  align: 'end',
  width: 120,
  icon: 'hash',
  Display,
  Input: numberInput('text'),
  FilterEditor: numberFilter('text'),
  short: true,
  Options: ScaledOptions,
}
