import { label } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { useKind } from './process-kind.ts'

type Trigger = Readonly<Record<string, unknown>>
const changes: Readonly<Record<string, ReturnType<typeof label>>> = {
  created: label('新建', 'is created'),
  updated: label('被修改', 'is changed'),
  deleted: label('被删除', 'is deleted'),
}

const units: Readonly<Record<string, ReturnType<typeof label>>> = {
  minute: label('分钟', 'minutes'),
  hour: label('小时', 'hours'),
  day: label('天', 'days'),
}
const often: Readonly<Record<string, ReturnType<typeof label>>> = {
  day: label('每天', 'Every day'),
  working_day: label('每个工作日', 'Every working day'),
  week: label('每周', 'Every week'),
  month: label('每月', 'Every month'),
}

/** What starts a process, in the reader's words. */
export const useTriggerWords = () => {
  const text = useText()
  const model = useModel()
  const { kind, subject } = useKind()
  const event = (name: unknown) => text(model.event(String(name ?? ''))?.label) || String(name ?? '')
  const says: Readonly<Record<string, (trigger: Trigger) => string>> = {
    event: (trigger) =>
      trigger.event
        ? text(label('发生：{event}', 'When: {event}'), { event: event(trigger.event) })
        : text(label('选择事件', 'Choose an event')),
    segment: ({ change }) =>
      text(change === 'left' ? label('离开分群', 'Leaves a segment') : label('进入分群', 'Enters a segment')),
    record: ({ object, change }) =>
      `${text(model.object(String(object ?? ''))?.label)} ${text(changes[String(change)] ?? changes.created)}`,
    date: ({ field, amount, unit }) => {
      const n = Math.abs(Number(amount ?? 0))
      const said = text(model.fieldAt(subject, String(field ?? ''))?.label) || text(label('选择日期', 'Choose a date'))
      if (n === 0) return said
      const long = `${n} ${text(units[String(unit ?? 'day')])}`
      return Number(amount) < 0
        ? text(label('{date}前 {long}', '{long} before {date}'), { date: said, long })
        : text(label('{date}后 {long}', '{long} after {date}'), { date: said, long })
    },
    schedule: ({ every, at }) => `${text(often[String(every)])} ${String(at ?? '09:00')}`,
    hook: () => text(label('外部系统调用', 'A program outside calls')),
    manual: () =>
      text(kind.enteredBy === 'act' ? label('由员工提交', 'Submitted by staff') : label('手动加入', 'Put in by hand')),
  }
  return (trigger: Trigger | null): string => (says[String(trigger?.on)] ?? says.manual)?.(trigger ?? {}) ?? ''
}
