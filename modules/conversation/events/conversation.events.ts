import { defineEvent, label, longText, text } from '@lianke/kernel'

export const noticeAsked = defineEvent({
  name: 'staff.notice_asked',
  label: label('通知员工', 'Staff notified'),
  icon: 'bell',
  from: ['house', 'channel:self'],
  fields: { title: text(label('标题', 'Title')), text: longText(label('内容', 'Text')), staff: text(label('员工', 'Staff')) },
  sentence: label('通知员工：{title}', 'Notified staff: {title}'),
})
export const messageReceived = defineEvent({
  name: 'message.received',
  label: label('收到消息', 'Message received'),
  icon: 'message-circle',
  fields: { text: longText(label('内容', 'Text')), channel: text(label('渠道', 'Channel')) },
  sentence: label('说：{text}', 'Said: {text}'),
})
export const messageSent = defineEvent({
  name: 'message.sent',
  label: label('发出消息', 'Message sent'),
  icon: 'send',
  fields: { text: longText(label('内容', 'Text')), channel: text(label('渠道', 'Channel')) },
  sentence: label('发送：{text}', 'Sent: {text}'),
})
/** What is said, and what staff are told. */
export const conversationEvents = [messageReceived, messageSent, noticeAsked]
