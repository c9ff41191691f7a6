import { Select } from 'antd'
import { label } from '@lianke/kernel'
import { OptionRow, type OptionsProps, setOption, useModel, useText } from '@lianke/ui/field-desk'

const measures = [
  { value: 'count', label: label('数量', 'Count') },
  { value: 'sum', label: label('合计', 'Sum') },
  { value: 'min', label: label('最小', 'Least') },
  { value: 'max', label: label('最大', 'Most') },
]

/** Which records are counted or summed, by which of their fields. */
export const RollUpOptions = (props: OptionsProps) => {
  const { on, options, onChange } = props
  const text = useText()
  const model = useModel()
  const child = model.object(String(options.child ?? ''))
  return (
    <>
      <OptionRow said={label('统计哪些记录', 'Of which records')}>
        <Select
          value={options.child ? `${options.child}:${options.via}` : undefined}
          onChange={(next: string) => {
            const [name, via] = next.split(':')
            onChange({ ...options, child: name, via, measure: options.measure ?? 'count' })
          }}
          options={(model.object(on)?.children ?? []).map(({ object, via }) => ({
            value: `${object}:${via}`,
            label: `${text(model.object(object)?.label)} · ${text(model.object(object)?.fields[via]?.label)}`,
          }))}
        />
      </OptionRow>
      <OptionRow said={label('怎么统计', 'How')}>
        <Select
          value={options.measure as string}
          onChange={(measure) => setOption(props, 'measure', measure)}
          options={measures.map((one) => ({ value: one.value, label: text(one.label) }))}
        />
      </OptionRow>
      {options.measure && options.measure !== 'count' ? (
        <OptionRow said={label('字段', 'Field')}>
          <Select
            value={options.of as string}
            onChange={(of) => setOption(props, 'of', of)}
            options={Object.entries(child?.fields ?? {})
              .filter(([, field]) => field.report === 'measure' || field.report === 'time')
              .map(([name, field]) => ({ value: name, label: text(field.label) }))}
          />
        </OptionRow>
      ) : null}
    </>
  )
}
