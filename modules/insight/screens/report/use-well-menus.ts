import { label, type MetaField, traitsOf } from '@lianke/kernel'
import { useModel, useText } from '@lianke/ui'
import type { MenuProps } from 'antd'
import { buckets, changed, type Group, type Measure, measureKey, type Question, useOf } from './report-question.ts'
import { useReportWords } from './use-report-words.ts'

/** The question that is built, as its wells and menus change it. */
export interface Built {
  readonly object: string
  readonly question: Question
  onChange(next: Question): void
}

/** What may be changed of a group: the unit of a moment, and whether it lies in rows or in columns. */
export const useGroupMenu = ({ object, question, onChange }: Built) => {
  const text = useText()
  const model = useModel()
  const words = useReportWords(object)
  return (group: Group, index: number): MenuProps => {
    const field = model.fieldAt(object, group.field)
    const set = (next: Group) => onChange({ ...question, groups: changed(question.groups, index, next) })
    const units =
      field && useOf(field) === 'time' ? buckets.filter((one) => one !== 'hour' || traitsOf(field).time === 'moment') : []
    const { place, ...inRows } = group
    return {
      selectedKeys: group.bucket ? [group.bucket] : [],
      items: [
        ...units.map((bucket) => ({ key: bucket, label: words.unit(bucket), onClick: () => set({ ...group, bucket }) })),
        ...(units.length > 0 ? [{ type: 'divider' as const }] : []),
        place === 'column'
          ? { key: 'move', label: text(label('移到行', 'Move to rows')), onClick: () => set(inRows) }
          : { key: 'move', label: text(label('移到列', 'Move to columns')), onClick: () => set({ ...group, place: 'column' }) },
      ],
    }
  }
}

/** What can be worked out of a field. */
const functionsOf = (field: MetaField): readonly Measure['fn'][] => {
  const use = useOf(field)
  if (use === 'measure') return ['sum', 'avg', 'min', 'max', 'count_distinct']
  return use === 'time' ? ['min', 'max', 'count_distinct'] : ['count_distinct']
}

/** What may be changed of a figure: how it is worked out; what stands there already is not offered twice. */
export const useMeasureMenu = ({ object, question, onChange }: Built) => {
  const model = useModel()
  const words = useReportWords(object)
  return (measure: Measure, index: number): MenuProps => {
    const field = measure.field === undefined ? undefined : model.fieldAt(object, measure.field)
    const taken = (one: Measure) => question.measures.some((other, at) => at !== index && measureKey(other) === measureKey(one))
    return {
      selectedKeys: [measure.fn],
      items: (field ? functionsOf(field) : []).map((fn) => ({
        key: fn,
        label: words.fn(fn),
        disabled: taken({ ...measure, fn }),
        onClick: () => onChange({ ...question, measures: changed(question.measures, index, { ...measure, fn }) }),
      })),
    }
  }
}
