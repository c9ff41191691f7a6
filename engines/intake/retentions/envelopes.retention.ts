import { defineRetention, label } from '@lianke/kernel'

/** Whoever sends again does so within days: until then the inbox must know what it has had. */
export const doneEnvelopes = defineRetention({
  name: 'intake.done',
  label: label('收件箱：已处理的消息保留天数', 'Inbox: days that handled messages are kept'),
  help: label('保留期间重复的回调不会再处理', 'While it is kept, a callback that comes again is not handled twice'),
  days: { default: 90, min: 7 },
  table: 'inbox',
  key: 'id',
  settled: "state = 'done' and not exists (select 1 from inbox_queue q where q.id = inbox.id)",
  at: 'received_at',
})
export const deadEnvelopes = defineRetention({
  name: 'intake.dead',
  label: label('收件箱：处理失败的消息保留天数', 'Inbox: days that failed messages are kept'),
  help: label('过期后不能再重新处理', 'After that it cannot be handled again'),
  days: { default: 365, min: 30 },
  table: 'inbox',
  key: 'id',
  settled: "state = 'dead'",
  at: 'received_at',
})
export const heldEnvelopes = defineRetention({
  name: 'intake.held',
  label: label('隔离区：不符合定义的事件保留天数', 'Quarantine: days that events which do not fit are kept'),
  help: label('过期后不能再重新处理', 'After that they cannot be handled again'),
  days: { default: 90, min: 7 },
  table: 'inbox',
  key: 'id',
  settled: "state = 'held'",
  at: 'received_at',
})
