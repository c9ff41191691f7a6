import { InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { type Label, label, optionsIn } from '@lianke/kernel'
import { useModel } from '../../client/meta.ts'
import { useText } from '../../i18n/i18n.ts'
import type { OptionsProps } from '../field-widget.ts'
import { ChoiceList } from './choice-list.tsx'

/** One option with its name above it. */
export const OptionRow = ({ said, children }: { readonly said: Label; readonly children: ReactNode }) => {
  const text = useText()
  return (
    <div className="lk-field">
      <label>{text(said)}</label>
      {children}
    </div>
  )
}
/** Sets one option; an empty one is not there. */
export const setOption = ({ options, onChange }: OptionsProps, name: string, value: unknown): void =>
  onChange({ ...options, [name]: value ?? undefined })

/** The choices of a list. */
export const ChoiceOptions = (props: OptionsProps) => (
  <OptionRow said={label('选项', 'Options')}>
    <ChoiceList
      list={optionsIn(props.options)}
      stored={props.stored}
      change={(options) => props.onChange({ ...props.options, options })}
    />
  </OptionRow>
)

/** The object that a field points to. */
export const TargetOptions = (props: OptionsProps) => {
  const text = useText()
  const model = useModel()
  return (
    <OptionRow said={label('指向', 'Points to')}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        value={props.options.to as string}
        onChange={(to) => setOption(props, 'to', to)}
        options={model.objects.map((object) => ({ value: object.name, label: text(object.label) }))}
      />
    </OptionRow>
  )
}

const numberOption =
  (name: string, said: Label, bounds: { readonly min?: number; readonly max?: number } = {}) =>
  (props: OptionsProps) => (
    <OptionRow said={said}>
      <InputNumber
        {...bounds}
        value={props.options[name] as number | undefined}
        onChange={(value) => setOption(props, name, value)}
      />
    </OptionRow>
  )
/** How long a text may be. */
export const LengthOptions = numberOption('max', label('最多字数', 'Longest'), { min: 1, max: 32_000 })
const Least = numberOption('min', label('最小', 'Least'))
const Most = numberOption('max', label('最大', 'Most'))
const Scale = numberOption('scale', label('小数位', 'Decimals'), { min: 0, max: 8 })

/** Between what a number may be. */
export const BoundOptions = (props: OptionsProps) => (
  <div className="lk-row" style={{ gap: 12 }}>
    <Least {...props} />
    <Most {...props} />
  </div>
)
/** The same, and with how many digits behind the point. */
export const ScaledOptions = (props: OptionsProps) => (
  <div className="lk-row" style={{ gap: 12 }}>
    <Least {...props} />
    <Most {...props} />
    <Scale {...props} />
  </div>
)
