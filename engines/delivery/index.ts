import { boolean, type ChannelDefinition, defineEvent, defineModule, defineSetting, label, text } from '@lianke/kernel'
import { z } from 'zod'
import { replayDelivery } from './commands/replay-delivery.command.ts'
import { sendMessage } from './commands/send.command.ts'
import { deliveryMigrations } from './delivery.migration.ts'
import { decidedDeliveries, deliveredIntents } from './retentions/deliveries.retention.ts'

export { deadDeliveriesSource } from './dead-deliveries.source.ts'
export { deliveriesDone, delivery } from './delivery.engine.ts'

const section = label('触达规则', 'Touching people')
const clock = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/)
const fields = {
  channel: text(label('渠道', 'Channel')),
  action: text(label('动作', 'Action')),
  intent: text(label('意图', 'Intent')),
  text: text(label('内容', 'Text')),
  reason: text(label('原因', 'Reason')),
  reference: text(label('回执', 'Reference')),
}

const about: Omit<Parameters<typeof defineModule>[0], 'commands'> = {
  name: 'delivery',
  label: label('投递', 'Delivery'),
  area: 'settings',
  rights: [
    { name: 'delivery.operate', label: label('处理未送达的消息', 'Handle messages that failed') },
    { name: 'delivery.send', label: label('给客户发消息', 'Send messages to customers') },
  ],
  grants: Object.fromEntries(['manager', 'sales', 'service', 'marketer'].map((role) => [role, { rights: ['delivery.send'] }])),
  settings: [
    defineSetting({
      name: 'delivery.quiet_hours',
      label: label('免打扰时段', 'Quiet hours'),
      section,
      schema: z.strictObject({ from: clock, to: clock, off_days: z.boolean().optional() }).nullable(),
      default: { from: '22:00', to: '08:00' },
      help: label(
        '按客户所在时区（没有就按公司时区）；这段时间内的消息顺延到结束后发送。勾选「休息日」则公司不上班的日子全天不打扰',
        'By the clock where the person is, else by the company’s; messages of this time are sent when it ends. With “days off” the days on which the company does not work are quiet all day',
      ),
    }),
    defineSetting({
      name: 'delivery.per_day_max',
      label: label('每人每天最多触达', 'Touches per person a day'),
      section,
      schema: z.int().min(0).max(1000),
      default: 3,
    }),
    defineSetting({
      name: 'delivery.per_week_max',
      label: label('每人每周最多触达', 'Touches per person a week'),
      section,
      schema: z.int().min(0).max(5000),
      default: 10,
    }),
    defineSetting({
      name: 'delivery.consent_required',
      label: label('营销消息须先取得同意', 'Marketing needs consent first'),
      section,
      schema: z.boolean(),
      default: false,
    }),
  ],
  migrations: deliveryMigrations,
  retentions: [decidedDeliveries, deliveredIntents],
  events: [
    defineEvent({
      name: 'message.asked',
      label: label('已交员工发送', 'Handed to a member to send'),
      icon: 'clock',
      fields,
      sentence: label('已请员工发送，待确认：{text}', 'A member was asked to send it and has not confirmed: {text}'),
    }),
    defineEvent({
      name: 'message.refused',
      label: label('消息未发送', 'Message refused'),
      icon: 'ban',
      fields,
      sentence: label('没有发送：{reason}', 'Not sent: {reason}'),
    }),
    defineEvent({
      name: 'message.unknown',
      label: label('消息结果未知', 'Message outcome unknown'),
      icon: 'help-circle',
      fields: { ...fields, asked: boolean(label('已询问', 'Asked')) },
    }),
    defineEvent({ name: 'message.failed', label: label('消息发送失败', 'Message failed'), icon: 'x-circle', fields }),
  ],
  words: {
    'setting.delivery.quiet_hours.from': label('从', 'From'),
    'setting.delivery.quiet_hours.to': label('到', 'Until'),
    'setting.delivery.quiet_hours.off_days': label('休息日', 'Days off'),
    'refusal.delivery.consent_denied': label('客户拒绝接收这类消息', 'The person has refused such messages'),
    'refusal.delivery.consent_missing': label('客户还没有同意接收营销消息', 'The person has not agreed to marketing messages'),
    'refusal.delivery.quiet_hours': label('免打扰时段，结束后发送', 'Quiet hours; it is sent when they end'),
    'refusal.delivery.too_many_today': label('今天触达次数已满', 'Enough touches for today'),
    'refusal.delivery.too_many_this_week': label('本周触达次数已满', 'Enough touches for this week'),
    'refusal.delivery.no_address': label('客户没有这个渠道的联系方式', 'The person has no address in this channel'),
    'refusal.delivery.no_sender': label(
      '客户的所有者没有这个渠道的账号，无法代为发送',
      'The owner has no account in this channel to send from',
    ),
    'refusal.delivery.person_gone': label('客户已删除', 'The person has been deleted'),
    'refusal.delivery.unknown_action': label('渠道没有这个动作', 'The channel has no such action'),
    'refusal.delivery.rate': label('渠道限速，稍后发送', 'The channel limits the rate; it is sent later'),
    'refusal.delivery.door_closed': label(
      '[{where}]多次没有成功，暂停发送[（{why}）]。请检查它的连接；恢复后，等待的消息自动发出',
      '[{where} ]failed too often, so sending rests[ ({why})]. Check its connection; what waits goes out by itself once it answers',
    ),
    'refusal.delivery.not_confirmed': label('员工一直没有确认发送', 'The member never confirmed that it is sent'),
    'refusal.delivery.interrupted': label('发送时中断，结果未知', 'Interrupted while sending; the outcome is unknown'),
    'refusal.delivery.replayed': label('人工重新发送', 'Sent again by hand'),
  },
}

/** Delivery for the model: its acts, its rules as settings, what the timeline shows, its words. `channels`: all of the product. */
export const deliveryModule = ({ channels }: { readonly channels: readonly ChannelDefinition[] }) =>
  defineModule({ ...about, commands: [replayDelivery, sendMessage(channels)] })
