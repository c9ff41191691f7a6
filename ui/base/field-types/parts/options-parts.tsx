import { Button, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { type Label, label, type SelectOption } from '@lianke/kernel'
import { useModel } from '../../client/meta.ts'
import { useText, useWords } from '../../i18n/i18n.ts'
import { Icon } from '../../icons/icon.tsx'
import type { OptionsProps } from '../field-widget.ts'

const colors = ['grey', 'blue', 'green', 'orange', 'red', 'purple', 'cyan', 'gold'] as const

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

const Choices = ({ options, onChange }: OptionsProps) => {
  const w = useWords()
  const text = useText()
  const list = (options.options as SelectOption[] | undefined) ?? []
  const set = (next: readonly SelectOption[]) => onChange({ ...options, options: next })
  const change = (at: number, part: Partial<SelectOption>) =>
    set(list.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <div className="lk-stack" style={{ gap: 6 }}>
      {list.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: options are told apart by their place while being typed
        <div key={index} className="lk-row" style={{ gap: 6 }}>
          <Select
            size="small"
            style={{ width: 76, flex: 'none' }}
            value={one.color ?? 'grey'}
            onChange={(color) => change(index, { color })}
            options={colors.map((color) => ({
              value: color,
              label: (
                <span className={`lk-pill lk-c-${color}`} style={{ width: 28 }}>
                  &nbsp;
                </span>
              ),
            }))}
          />
          <Input
            size="small"
            placeholder={text(label('中文', 'Chinese'))}
            value={one.label.zh}
            onChange={(event) => change(index, { label: { zh: event.target.value, en: one.label.en } })}
          />
          <Input
            size="small"
            placeholder="English"
            value={one.label.en}
            onChange={(event) => change(index, { label: { zh: one.label.zh, en: event.target.value } })}
          />
          <button
            type="button"
            className="lk-icon-button small"
            aria-label={w('common.delete')}
            onClick={() => set(list.filter((_, at) => at !== index))}
          >
            <Icon name="close" size={13} />
          </button>
        </div>
      ))}
      <Button
        size="small"
        type="dashed"
        onClick={() => set([...list, { value: '', label: { zh: '', en: '' }, color: colors[list.length % colors.length] }])}
      >
        {text(label('添加选项', 'Add option'))}
      </Button>
    </div>
  )
}
/** The choices of a list. */
export const ChoiceOptions = (props: OptionsProps) => (
  <OptionRow said={label('选项', 'Options')}>
    <Choices {...props} />
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
