import { type DefinitionChange, isObject, type Label, label, listIn, optionsIn, textIn } from '@lianke/kernel'

type State = Readonly<Record<string, unknown>>
const isLabel = (value: unknown): value is Label =>
  isObject(value) && typeof value.zh === 'string' && typeof value.en === 'string'
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
const parts: Readonly<Record<string, Label>> = {
  label: label('名称', 'Name'),
  plural: label('复数名称', 'Plural'),
  help: label('说明', 'Help'),
  default: label('默认值', 'Default'),
  options: label('选项', 'Options'),
  sections: label('分组和顺序', 'Sections and order'),
  type: label('类型', 'Type'),
}
const ofProduct = label('（产品的）', '(the product’s)')

/** One thing that was changed: its name, and from what to what where that can be said in a few words. */
export interface SaidChange {
  readonly part: Label
  readonly from?: Label
  readonly to?: Label
}

const both = (zh: string, en: string): Label => ({ zh, en })
const wordOf = (value: unknown): Label =>
  isLabel(value) ? value : value === undefined || value === null ? ofProduct : both(String(value), String(value))

const optionChanges = (before: unknown, after: unknown): readonly SaidChange[] => {
  const [old, now] = [before, after].map((list) => new Map(listIn(list, (one) => [textIn(one.value) ?? '', one] as const)))
  const calledIn = (value: string) => optionsIn({ options: [now?.get(value) ?? old?.get(value)] })[0]?.label ?? both(value, value)
  const values = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])]
  const said = values.flatMap((value): SaidChange[] => {
    const [was, is] = [old?.get(value), now?.get(value)]
    const name = calledIn(value)
    if (value.startsWith('c_') && !was && is) return [{ part: label('添加选项', 'Option added'), to: name }]
    if (value.startsWith('c_') && was && !is) return [{ part: label('移除选项', 'Option removed'), from: name }]
    const archived = (one: State | undefined) => one?.archived === true
    if (archived(was) !== archived(is))
      return [{ part: archived(is) ? label('停用选项', 'Option retired') : label('恢复选项', 'Option restored'), to: name }]
    return same(was?.label, is?.label)
      ? []
      : [{ part: label('选项改名', 'Option renamed'), from: wordOf(was?.label), to: wordOf(is?.label) }]
  })
  return said.length > 0 ? said : [{ part: label('选项的顺序和颜色', 'Order and colours of options') }]
}

const partChange = (name: string, before: unknown, after: unknown): readonly SaidChange[] => {
  if (name === 'options') return optionChanges(before, after)
  if (name === 'sections') return [{ part: parts.sections ?? ofProduct }]
  if (name === 'required') return [{ part: after ? label('设为必填', 'Required') : label('不再必填', 'No longer required') }]
  if (name === 'when')
    return [
      {
        part: after ? label('取决于另一个选项', 'Depends on another choice') : label('不再取决于别的选项', 'Depends on nothing'),
      },
    ]
  if (name === 'hidden') return [{ part: after ? label('从表单隐藏', 'Hidden from forms') : label('重新显示', 'Shown again') }]
  const part = parts[name] ?? both(name, name)
  return isObject(before) || isObject(after)
    ? [{ part, from: wordOf(before), to: wordOf(after) }]
    : [{ part, from: wordOf(before), to: wordOf(after) }]
}

/** A state with the options of an own field beside its words, so that both kinds read alike. */
const flat = (state: State | null): State => {
  if (!state) return {}
  return isObject(state.options) && !Array.isArray(state.options)
    ? { ...state, ...state.options, ...('options' in state.options ? {} : { options: undefined }) }
    : state
}

/** What a change changed, in words. */
export const changesSaid = ({
  kind,
  before,
  after,
}: Pick<DefinitionChange, 'kind' | 'before' | 'after'>): readonly SaidChange[] => {
  if (kind === 'added') return [{ part: label('添加字段', 'Field added') }]
  if (kind === 'archived') return [{ part: label('停用', 'Switched off') }]
  if (kind === 'restored') return [{ part: label('恢复', 'Restored') }]
  const [old, now] = [flat(before), flat(after)]
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  return names.filter((name) => !same(old[name], now[name])).flatMap((name) => partChange(name, old[name], now[name]))
}
