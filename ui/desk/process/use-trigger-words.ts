import { label } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useText } from '../../base/i18n/i18n.ts'

type Trigger = Readonly<Record<string, unknown>>
const changes: Readonly<Record<string, ReturnType<typeof label>>> = {
  created: label('新建', 'is created'),
  updated: label('被修改', 'is changed'),
  deleted: label('被删除', 'is deleted'),
}

/** What starts a process, in the reader's words. */
export const useTriggerWords = () => {
  const text = useText()
  const model = useModel()
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
    manual: () => text(label('手动加入', 'Put in by hand')),
  }
  return (trigger: Trigger | null): string => (says[String(trigger?.on)] ?? says.manual)?.(trigger ?? {}) ?? ''
}
