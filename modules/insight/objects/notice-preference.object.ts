import { boolean, defineObject, label, option, select, text, user } from '@lianke/kernel'

/** How somebody wants to be told of one kind of thing. What nobody has chosen goes as the notice itself says. */
export const noticePreference = defineObject({
  name: 'insight.notice_preference',
  label: label('通知偏好', 'Notice preference'),
  plural: label('通知偏好', 'Notice preferences'),
  icon: 'bell',
  title: 'notice',
  fields: {
    staff: user(label('接收人', 'Receiver'), { required: true, indexed: true, fixed: true }),
    notice: text(label('通知', 'Notice'), { required: true, max: 80, fixed: true }),
    bell: boolean(label('站内', 'In the bell'), { default: true }),
    message: boolean(label('消息', 'By message'), { default: false }),
    pace: select(label('频率', 'How often'), {
      required: true,
      default: 'now',
      options: [option('now', '立即', 'At once', 'blue'), option('daily', '每天一次', 'Once a day', 'grey')],
    }),
  },
  uniqueTogether: [['staff', 'notice']],
  written: { staff: 'commands', notice: 'commands', bell: 'commands', message: 'commands', pace: 'commands' },
  mirrored: false,
  hidden: true,
  keeps: 'notice_preferences',
})
