import { type DateUnit, label, type MetaField, optionsIn, referenceIn, traitsOf } from '@lianke/kernel'
import { useModel, useMoment, useNumbers, useText } from '@lianke/ui'
import type { Drawing, Group, Measure } from './report-question.ts'

const functions = {
  count: label('数量', 'Count'),
  count_distinct: label('去重数', 'Distinct'),
  sum: label('合计', 'Sum'),
  avg: label('平均', 'Average'),
  min: label('最小', 'Smallest'),
  max: label('最大', 'Largest'),
}
const units: Readonly<Record<DateUnit, ReturnType<typeof label>>> = {
  hour: label('按小时', 'by hour'),
  day: label('按天', 'by day'),
  week: label('按周', 'by week'),
  month: label('按月', 'by month'),
  quarter: label('按季', 'by quarter'),
  year: label('按年', 'by year'),
}
export const drawings: readonly { readonly value: Drawing; readonly icon: string; readonly label: ReturnType<typeof label> }[] = [
  { value: 'bar', icon: 'chart', label: label('柱状图', 'Bars') },
  { value: 'line', icon: 'activity', label: label('折线图', 'Line') },
  { value: 'pie', icon: 'pie', label: label('环形图', 'Ring') },
  { value: 'table', icon: 'table', label: label('表格', 'Table') },
  { value: 'number', icon: 'hash', label: label('数字', 'Number') },
]

/** Groups, figures and their values in the reader's words; `object` is the subject's name in the model. */
export const useReportWords = (object: string) => {
  const text = useText()
  const model = useModel()
  const { number, money } = useNumbers()
  const { local } = useMoment()
  const path = (name: string): string =>
    name
      .split('.')
      .map((_, index, steps) => text(model.fieldAt(object, steps.slice(0, index + 1).join('.'))?.label))
      .join(' · ')
  const unit = (one: DateUnit) => text(units[one])
  const fn = (one: Measure['fn']) => text(functions[one])
  const measure = (one: Measure) => (one.field === undefined ? fn('count') : `${path(one.field)} ${fn(one.fn)}`)
  const group = (one: Group) => (one.bucket ? `${path(one.field)} ${unit(one.bucket)}` : path(one.field))
  const day = (value: string, bucket: DateUnit): string => {
    if (bucket === 'hour') return local(value).format('MM-DD HH:00')
    const [year = '', month = '', date = ''] = value.slice(0, 10).split('-')
    if (bucket === 'year') return year
    if (bucket === 'quarter') return `${year} Q${Math.ceil(Number(month) / 3)}`
    return bucket === 'month' ? `${year}-${month}` : `${year.slice(2)}-${month}-${date}`
  }
  const value = (one: Group, field: MetaField | undefined, raw: unknown): string => {
    if (raw === null || raw === undefined || raw === '') return text(label('（空）', '(none)'))
    if (one.bucket) return day(String(raw), one.bucket)
    if (typeof raw === 'object') return referenceIn(raw)?.title || text(label('（无权查看）', '(not visible)'))
    if (field && traitsOf(field).expression === 'bool')
      return text(raw === true || raw === 'true' || raw === 1 ? label('是', 'Yes') : label('否', 'No'))
    const option = optionsIn(field?.options).find((each) => each.value === raw)
    return option ? text(option.label) : String(raw)
  }
  /** A figure; money is counted in the company's own currency. */
  const figure = (one: Measure, raw: unknown): string => {
    if (raw === null || raw === undefined) return '–'
    const type = one.field === undefined ? undefined : model.fieldAt(object, one.field)?.type
    if (type && traitsOf({ type }).counts === 'money' && one.fn !== 'count_distinct')
      return money(raw, model.tenant.base_currency)
    if (type && traitsOf({ type }).time) return one.fn === 'count_distinct' ? number(raw) : String(raw).slice(0, 10)
    return number(Math.round(Number(raw) * 100) / 100)
  }
  return { path, unit, fn, measure, group, value, figure }
}
