import { person } from '@lianke/customer/contract'
import { datetime, defineObject, integer, label, longText, option, reference, select, text, user } from '@lianke/kernel'

/** One thread between a person and the company in one channel. */
export const conversation = defineObject({
  name: 'conversation.conversation',
  label: label('会话', 'Conversation'),
  plural: label('会话', 'Conversations'),
  icon: 'messages-square',
  title: 'subject',
  fields: {
    subject: text(label('主题', 'Subject'), { max: 200, inList: true, search: 'text' }),
    person: reference(label('客户', 'Person'), person, { inList: true, onDelete: 'cascade' }),
    staff: user(label('接待', 'Staff'), { indexed: true, inList: true }),
    channel: text(label('渠道', 'Channel'), { required: true, max: 40, names: 'channel', indexed: true, inList: true }),
    issuer: text(label('所属主体', 'Issuer'), { max: 120, default: '' }),
    external_id: text(label('外部编号', 'External id'), { max: 128, indexed: true }),
    status: select(label('状态', 'Status'), {
      required: true,
      default: 'open',
      indexed: true,
      inList: true,
      options: [
        option('open', '进行中', 'Open', 'blue'),
        option('waiting', '等待回复', 'Waiting', 'orange'),
        option('closed', '已结束', 'Closed', 'grey'),
      ],
    }),
    last_message: longText(label('最近消息', 'Last message'), { max: 500, inList: true }),
    last_message_at: datetime(label('最近时间', 'Last message at'), { indexed: true, inList: true }),
    unread: integer(label('未读', 'Unread'), { min: 0, max: 1_000_000, default: 0, inList: true }),
  },
  access: { inherit: 'person' },
  person: 'person',
  board: 'status',
  states: { field: 'status', moves: { open: ['waiting', 'closed'], waiting: ['open', 'closed'], closed: ['open', 'waiting'] } },
  sort: '-last_message_at',
})
