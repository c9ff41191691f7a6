import {
  type EventFilter,
  type EventStep,
  type Filter,
  type FilterOperator,
  isObject,
  type Label,
  type MetaField,
  type MetaObject,
  targetOf,
  traitsOf,
  optionsIn,
  segmentObject,
} from '@lianke/kernel'
import { eventObjectName } from '../../base/client/event-object.ts'
import { sayWindow } from '../../base/field-types/parts/say-window.ts'
import type { Words } from '../../base/i18n/i18n.ts'
import { groupOf, isChild, isField, takesWindow, valueless } from './filter-tree.ts'

/** What a sentence needs to know: words, labels, and the model. */
export interface Speaker {
  readonly w: Words
  readonly text: (label: Label | undefined) => string
  readonly object: (name: string) => MetaObject | undefined
  readonly fieldAt: (object: string, path: string) => MetaField | undefined
}
export interface Sentence {
  readonly subject: string
  readonly operator: string
  readonly value: string
  /** Records that the value names by id; a screen shows their titles instead of `value`. */
  readonly records?: { readonly object: string; readonly ids: readonly string[] }
}

/** Label of a path through references: 「负责人 · 部门」. */
export const sayPath = ({ text, fieldAt }: Speaker, object: string, path: string): string =>
  path
    .split('.')
    .map((_, index, parts) => text(fieldAt(object, parts.slice(0, index + 1).join('.'))?.label) || parts[index])
    .join(' · ')

/** How an operator is called for a field: dates are earlier and later, not smaller and larger. */
export const sayOperator = (w: Words, field: MetaField | undefined, op: FilterOperator): string =>
  field && traitsOf(field).time && (op === 'lt' || op === 'gt' || op === 'lte' || op === 'gte')
    ? w(`op.date.${op}`)
    : w(`op.${op}`)

const sayOne = ({ w, text }: Speaker, field: MetaField | undefined, value: unknown): string => {
  if (value === undefined || value === null || value === '') return '…'
  const option = optionsIn(field?.options).find((one) => one.value === value)
  if (option) return text(option.label)
  if (typeof value === 'boolean') return w(value ? 'common.yes' : 'common.no')
  if (field && traitsOf(field).time === 'moment' && typeof value === 'string') return value.slice(0, 10)
  if (isObject(value) && 'radius_m' in value) return `${Number(value.radius_m) / 1000} km`
  return String(value)
}

/** 「浏览商品（价格 ≥ 100）」. */
const sayDone = (speaker: Speaker, { event, where }: Pick<EventFilter, 'event' | 'where'>): string => {
  const name = eventObjectName(event)
  return (speaker.text(speaker.object(name)?.label) || event) + (where ? `（${sayFilter(speaker, name, where)}）` : '')
}

/** 「，之后 3 天内发生 付款」, step by step. */
const sayThen = (speaker: Speaker, steps: readonly EventStep[]): string => {
  const { w } = speaker
  return steps
    .map((step) => {
      const when = step.within ? w('filter.then.within', { n: step.within.up_to, unit: w(`unit.${step.within.unit}`) }) : ''
      const { times = 1, none } = step
      const often = none ? 'filter.then.said_fewer' : 'filter.then.said_times'
      const once = none ? 'filter.then.said_none' : 'filter.then.said'
      return w(times > 1 ? often : once, { when, done: sayDone(speaker, step), n: times })
    })
    .join('')
}

/** 「最近 30 天 浏览商品（价格 ≥ 100） ≥ 3 次，之后 3 天内发生 付款」. */
const sayEvent = (speaker: Speaker, filter: EventFilter): Sentence => {
  const { subject, operator, value } = sayFirst(speaker, filter)
  return { subject, operator, value: value + sayThen(speaker, filter.then ?? []) }
}

const sayFirst = (speaker: Speaker, filter: EventFilter): Sentence => {
  const { w } = speaker
  const name = eventObjectName(filter.event)
  const done = sayDone(speaker, filter)
  const when = sayWindow(w, filter.within)
  if (filter.none) return { subject: when, operator: w('filter.event.never'), value: done }
  if (!filter.measure) return { subject: when, operator: w('filter.event'), value: done }
  const { fn, of, op, value } = filter.measure
  if (fn === 'first' || fn === 'last')
    return { subject: `${w(`filter.event.${fn}`)} ${done}`, operator: w('op.within'), value: sayWindow(w, value) || '…' }
  const number = value === undefined || value === null ? '…' : String(value)
  const measured = fn === 'count' ? '' : ` ${w(`filter.child.${fn}`, { field: of ? sayPath(speaker, name, of) : '' })}`
  return {
    subject: [when, done + measured].filter(Boolean).join(' '),
    operator: w(`op.${op}`),
    value: fn === 'count' ? `${number} ${w('filter.times')}` : number,
  }
}

/** One condition as subject, operator and value. */
export const sayCondition = (speaker: Speaker, object: string, filter: Filter): Sentence => {
  const { w, text } = speaker
  if (isField(filter)) {
    const field = speaker.fieldAt(object, filter.field)
    const subject = sayPath(speaker, object, filter.field)
    if (valueless.has(filter.op)) return { subject, operator: sayOperator(w, field, filter.op), value: '' }
    const to = field ? targetOf(field) : null
    const list = Array.isArray(filter.value)
      ? filter.value
      : filter.value === undefined || filter.value === null
        ? []
        : [filter.value]
    const value = takesWindow(filter.op)
      ? sayWindow(w, filter.value) || '…'
      : filter.op === 'between'
        ? `${sayOne(speaker, field, list[0])} – ${sayOne(speaker, field, list[1])}`
        : list.length === 0
          ? '…'
          : list.map((one) => sayOne(speaker, field, one)).join('、')
    return {
      subject,
      operator: sayOperator(w, field, filter.op),
      value,
      ...(to && list.length > 0 ? { records: { object: to, ids: list.map(String) } } : {}),
    }
  }
  if (isChild(filter)) {
    const name = text(speaker.object(filter.child)?.label) || filter.child
    const where = filter.where ? `（${sayFilter(speaker, filter.child, filter.where)}）` : ''
    if (filter.none) return { subject: '', operator: w('filter.child.none'), value: name + where }
    if (!filter.measure) return { subject: name + where, operator: w('filter.child.some'), value: '' }
    const { fn, of, op, value } = filter.measure
    const measured =
      fn === 'count' ? w('filter.child.count') : w(`filter.child.${fn}`, { field: of ? sayPath(speaker, filter.child, of) : '' })
    return { subject: `${name + where} ${measured}`, operator: w(`op.${op}`), value: String(value) }
  }
  if ('not' in filter) return { subject: w('filter.not'), operator: '', value: `（${sayFilter(speaker, object, filter.not)}）` }
  if ('segment' in filter)
    return {
      subject: '',
      operator: w(filter.member === false ? 'filter.not_segment' : 'filter.segment'),
      value: filter.segment ? text(speaker.object(segmentObject)?.label) : '…',
      ...(filter.segment ? { records: { object: segmentObject, ids: [filter.segment] } } : {}),
    }
  if ('event' in filter) return sayEvent(speaker, filter)
  return { subject: '', operator: '', value: `（${sayFilter(speaker, object, filter)}）` }
}

/** A whole tree as one line: 「最近 30 天 · 下单 ≥ 2 次」. */
export const sayFilter = (speaker: Speaker, object: string, filter: Filter | null): string => {
  const { join, items } = groupOf(filter)
  return items
    .map((item) => {
      const { subject, operator, value } = sayCondition(speaker, object, item)
      return [subject, operator, value].filter(Boolean).join(' ')
    })
    .join(join === 'and' ? ' · ' : ` ${speaker.w('filter.or')} `)
}
