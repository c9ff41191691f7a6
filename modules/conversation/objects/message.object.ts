import { person } from '@lianke/customer/contract'
import { datetime, defineObject, json, label, longText, option, reference, select, text, user } from '@lianke/kernel'

/** One message of a conversation, in either direction. */
export const message = defineObject({
  name: 'conversation.message',
  label: label('消息', 'Message'),
  plural: label('消息', 'Messages'),
  icon: 'message-circle',
  title: 'text',
  fields: {
    conversation: reference(label('会话', 'Conversation'), 'conversation.conversation', {
      required: true,
      fixed: true,
      onDelete: 'cascade',
    }),
    person: reference(label('客户', 'Person'), person, { inList: true, onDelete: 'cascade' }),
    direction: select(label('方向', 'Direction'), {
      required: true,
      inList: true,
      options: [
        option('in', '收到', 'Received', 'blue'),
        option('out', '发出', 'Sent', 'green'),
        option('note', '备注', 'Note', 'gold'),
      ],
    }),
    staff: user(label('员工', 'Staff'), { inList: true }),
    kind: select(label('类型', 'Kind'), {
      required: true,
      default: 'text',
      inList: true,
      options: [
        option('text', '文字', 'Text', 'blue'),
        option('image', '图片', 'Image', 'purple'),
        option('file', '文件', 'File', 'grey'),
        option('link', '链接', 'Link', 'cyan'),
        option('voice', '语音', 'Voice', 'gold'),
        option('video', '视频', 'Video', 'orange'),
        option('other', '其他', 'Other', 'grey'),
      ],
    }),
    text: longText(label('内容', 'Text'), { max: 20_000, search: 'text', inList: true }),
    content: json(label('附件', 'Content'), { hidden: true }),
    status: select(label('状态', 'Status'), {
      default: 'sent',
      options: [
        option('pending', '待发送', 'Pending', 'grey'),
        option('sent', '已发送', 'Sent', 'blue'),
        option('read', '已读', 'Read', 'green'),
        option('failed', '失败', 'Failed', 'red'),
      ],
    }),
    sent_at: datetime(label('时间', 'Sent at'), { required: true, indexed: true, inList: true }),
    external_id: text(label('外部编号', 'External id'), { max: 128, indexed: true }),
  },
  access: { inherit: 'person' },
  person: 'person',
  partOf: { object: 'conversation.conversation', reference: 'conversation' },
  sort: 'sent_at',
})
