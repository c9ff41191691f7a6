import { boolean, datetime, defineObject, label, longText, option, select, text, user } from '@lianke/kernel'

/** A line for one staff member: something happened that concerns them. The owner is the receiver. */
export const notification = defineObject({
  name: 'insight.notification',
  label: label('通知', 'Notification'),
  plural: label('通知', 'Notifications'),
  icon: 'bell',
  title: 'title',
  fields: {
    title: text(label('标题', 'Title'), { required: true, max: 200, inList: true }),
    body: longText(label('内容', 'Body'), { max: 2000 }),
    kind: select(label('类型', 'Kind'), {
      required: true,
      default: 'info',
      inList: true,
      options: [
        option('info', '消息', 'Information', 'blue'),
        option('task', '任务', 'Task', 'gold'),
        option('customer', '客户动态', 'Customer', 'green'),
        option('mention', '提到我', 'Mention', 'purple'),
        option('alert', '告警', 'Alert', 'red'),
      ],
    }),
    staff: user(label('接收人', 'Receiver'), { required: true, indexed: true, fixed: true }),
    subject_object: text(label('相关对象', 'About object'), { max: 120 }),
    subject_id: text(label('相关记录', 'About record'), { max: 40 }),
    is_read: boolean(label('已读', 'Read'), { default: false, indexed: true }),
    read_at: datetime(label('阅读时间', 'Read at')),
    notice: text(label('通知类型', 'Notice'), { max: 80, readOnly: true }),
    held: boolean(label('等每日摘要', 'Waits for the digest'), { default: false, indexed: true, readOnly: true, hidden: true }),
    by_message: boolean(label('摘要也发消息', 'Its digest goes by message'), { default: false, readOnly: true, hidden: true }),
  },
  mirrored: false,
  hidden: true,
  indexes: [['owner', 'is_read', '-created_at']],
  keeps: 'notifications',
})
