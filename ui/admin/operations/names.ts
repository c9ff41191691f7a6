import { type JobStatus, label, type Label } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useText } from '../../base/i18n/i18n.ts'
import type { DeadLetter } from './operations-data.ts'

export const statuses: Readonly<Record<JobStatus, readonly [color: string, Label]>> = {
  failed: ['red', label('失败', 'Failed')],
  retrying: ['orange', label('等待重试', 'To be retried')],
  running: ['blue', label('运行中', 'Running')],
  waiting: ['grey', label('排队中', 'Waiting')],
  done: ['green', label('完成', 'Done')],
  cancelled: ['grey', label('已取消', 'Cancelled')],
}
export const kinds: Readonly<Record<string, Label>> = {
  fact: label('事实', 'Fact'),
  envelope: label('收到的报文', 'Received'),
  delivery: label('发出的消息', 'Sent'),
  webhook: label('Webhook', 'Webhook'),
}

/** Readers of the ledger and machines that look for their work themselves, with what stands still when they do. */
const readers: Readonly<Record<string, readonly [Label, Label]>> = {
  intake: [label('收件', 'Intake'), label('收到的消息变成事实', 'Turns what came in into facts')],
  identity: [label('身份识别', 'Identity'), label('认出是哪位客户', 'Finds out who it is')],
  segment: [label('分群', 'Segments'), label('客户进入和离开分群', 'Moves people in and out of segments')],
  process: [label('流程', 'Processes'), label('旅程和自动化开始和推进', 'Starts and moves journeys and automations')],
  outreach: [label('触达意图', 'Outreach'), label('决定要发什么', 'Decides what to send')],
  delivery: [label('投递', 'Delivery'), label('把消息发出去', 'Sends messages')],
  notices: [label('通知', 'Notices'), label('告诉员工发生了什么', 'Tells staff what happened')],
  // As its place in the ledger has been called since the first installation.
  lake: [label('分析副本', 'Analytics mirror'), label('报表和分群用的数据', 'Feeds reports and segments')],
  webhooks: [label('Webhook 订阅', 'Webhooks'), label('把变化告诉外面的程序', 'Tells programs outside what changed')],
  search: [label('搜索', 'Search'), label('新内容可以被搜到', 'Makes new content findable')],
  ledger: [label('账本维护', 'Ledger upkeep'), label('为下个月准备存储', 'Prepares storage for the next month')],
}

/** Each module answers facts in a lane of its own: `reactions:<module>`. */
const laneOf = (name: string): string | null => (name.startsWith('reactions:') ? name.slice('reactions:'.length) : null)

/** What things of the machine room are called. */
export const useNames = () => {
  const text = useText()
  const model = useModel()
  const channel = (name: string) => text(model.channels.find((one) => one.name === name)?.label) || name
  const fact = (name: string): string => {
    const event = model.event(name)
    if (event) return text(event.label)
    const verb = (
      [
        ['created', label('新建', 'created')],
        ['updated', label('修改', 'changed')],
        ['deleted', label('删除', 'deleted')],
        ['restored', label('恢复', 'restored')],
      ] as const
    ).find(([end]) => name.endsWith(`.${end}`))
    const object = verb && model.object(name.slice(0, -verb[0].length - 1))
    return verb && object
      ? text(label('{object}{verb}', '{object} {verb}'), { object: text(object.label), verb: text(verb[1]) })
      : name
  }
  const reader = (name: string): string => {
    const module = laneOf(name)
    return module
      ? text(label('自动反应：{module}', 'Reactions: {module}'), { module: text(model.words[`module.${module}`]) || module })
      : text(readers[name]?.[0]) || name
  }
  return {
    channel,
    fact,
    job: (name: string) => text(model.words[`job.${name}`]) || name,
    reader,
    does: (name: string) =>
      text(
        laneOf(name)
          ? label('这个模块对变化的自动反应', 'What this module does of itself when something changed')
          : readers[name]?.[1],
      ),
    letter: ({ kind, what }: DeadLetter) =>
      kind === 'fact' || kind === 'webhook'
        ? fact(what)
        : kind === 'delivery'
          ? text(model.channels.flatMap((one) => one.actions).find((one) => one.name === what)?.label) || what
          : what,
    where: ({ kind, where }: DeadLetter) => (kind === 'fact' ? reader(where) : kind === 'webhook' ? where : channel(where)),
    /** `42 秒`, `3 分钟`, `2 小时`. */
    span: (seconds: number): string => {
      const n = Math.max(0, Math.round(seconds))
      return n < 1
        ? text(label('不到 1 秒', 'under 1 s'))
        : n < 60
          ? text(label('{n} 秒', '{n} s'), { n })
          : n < 3600
            ? text(label('{n} 分钟', '{n} min'), { n: Math.round(n / 60) })
            : n < 172_800
              ? text(label('{n} 小时', '{n} h'), { n: Math.round(n / 3600) })
              : text(label('{n} 天', '{n} days'), { n: Math.round(n / 86_400) })
    },
  }
}
