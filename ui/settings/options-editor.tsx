import { Button, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { type FieldTypeName, label, type SelectOption } from '@lianke/kernel'
import { useModel } from '../client/meta.ts'
import { useText, useWords } from '../i18n/i18n.ts'
import { Icon } from '../icons/icon.tsx'

type Options = Readonly<Record<string, unknown>>
interface Props {
  readonly type: FieldTypeName
  readonly on: string
  readonly options: Options
  onChange(options: Options): void
}
const colors = ['grey', 'blue', 'green', 'orange', 'red', 'purple', 'cyan', 'gold'] as const

/** A name for programs, made from a label: letters and digits, else its place. */
export const nameFrom = (text: string, place: number): string => {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40)
  return /^[a-z]/.test(plain) ? plain : `option_${place}`
}

const Choices = ({ options, onChange }: { readonly options: Options; onChange(options: Options): void }) => {
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

/** Options of the chosen type: choices, target, bounds, expression. */
export const OptionsEditor = ({ type, on, options, onChange }: Props) => {
  const text = useText()
  const model = useModel()
  const set = (name: string, value: unknown) => onChange({ ...options, [name]: value ?? undefined })
  const row = (said: { zh: string; en: string }, input: ReactNode) => (
    <div className="lk-field">
      <label>{text(said)}</label>
      {input}
    </div>
  )
  const children = model.object(on)?.children ?? []
  if (type === 'select' || type === 'multi_select')
    return row(label('选项', 'Options'), <Choices options={options} onChange={onChange} />)
  if (type === 'reference' || type === 'multi_reference')
    return row(
      label('指向', 'Points to'),
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        value={options.to as string}
        onChange={(to) => set('to', to)}
        options={model.objects.map((object) => ({ value: object.name, label: text(object.label) }))}
      />,
    )
  if (type === 'text' || type === 'long_text')
    return row(
      label('最多字数', 'Longest'),
      <InputNumber min={1} max={32_000} value={options.max as number} onChange={(max) => set('max', max)} />,
    )
  if (type === 'integer' || type === 'decimal' || type === 'percent' || type === 'money')
    return (
      <div className="lk-row" style={{ gap: 12 }}>
        {row(label('最小', 'Least'), <InputNumber value={options.min as number} onChange={(min) => set('min', min)} />)}
        {row(label('最大', 'Most'), <InputNumber value={options.max as number} onChange={(max) => set('max', max)} />)}
        {type === 'decimal'
          ? row(
              label('小数位', 'Decimals'),
              <InputNumber min={0} max={8} value={options.scale as number} onChange={(scale) => set('scale', scale)} />,
            )
          : null}
      </div>
    )
  if (type === 'auto_number')
    return row(
      label('编号规则', 'Pattern'),
      <Input
        placeholder="ORD-{yyyy}{mm}-{n:5}"
        value={options.pattern as string}
        onChange={(event) => set('pattern', event.target.value)}
      />,
    )
  if (type === 'formula')
    return (
      <>
        {row(
          label('公式（CEL）', 'Expression (CEL)'),
          <Input.TextArea
            autoSize={{ minRows: 2 }}
            style={{ fontFamily: 'var(--lk-mono)' }}
            value={options.expression as string}
            onChange={(event) => set('expression', event.target.value)}
          />,
        )}
        {row(
          label('结果', 'Result'),
          <Select
            value={options.result as string}
            onChange={(result) => set('result', result)}
            options={['text', 'decimal', 'boolean', 'date', 'datetime'].map((value) => ({ value, label: value }))}
          />,
        )}
      </>
    )
  if (type === 'roll_up') {
    const child = model.object(String(options.child ?? ''))
    return (
      <>
        {row(
          label('统计哪些记录', 'Of which records'),
          <Select
            value={options.child ? `${options.child}:${options.via}` : undefined}
            onChange={(next: string) => {
              const [name, via] = next.split(':')
              onChange({ ...options, child: name, via, measure: options.measure ?? 'count' })
            }}
            options={children.map(({ object, via }) => ({
              value: `${object}:${via}`,
              label: `${text(model.object(object)?.label)} · ${text(model.object(object)?.fields[via]?.label)}`,
            }))}
          />,
        )}
        {row(
          label('怎么统计', 'How'),
          <Select
            value={options.measure as string}
            onChange={(measure) => set('measure', measure)}
            options={[
              { value: 'count', label: text(label('数量', 'Count')) },
              { value: 'sum', label: text(label('合计', 'Sum')) },
              { value: 'min', label: text(label('最小', 'Least')) },
              { value: 'max', label: text(label('最大', 'Most')) },
            ]}
          />,
        )}
        {options.measure && options.measure !== 'count'
          ? row(
              label('字段', 'Field'),
              <Select
                value={options.of as string}
                onChange={(of) => set('of', of)}
                options={Object.entries(child?.fields ?? {})
                  .filter(([, field]) => field.report === 'measure' || field.report === 'time')
                  .map(([name, field]) => ({ value: name, label: text(field.label) }))}
              />,
            )
          : null}
      </>
    )
  }
  return null
}
