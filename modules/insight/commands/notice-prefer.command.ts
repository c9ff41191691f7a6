import { defineCommand, label, like, refuse } from '@lianke/kernel'
import { noticePreference } from '../objects/notice-preference.object.ts'

const { notice, bell, message, pace } = noticePreference.fields

/** Says how the signed-in colleague wants to be told of something: in the bell, by message, at once or once a day, or not at all. */
export const noticePrefer = defineCommand({
  name: 'notice.prefer',
  label: label('设置通知', 'Choose how to be told'),
  may: { object: noticePreference, action: 'read' },
  writes: [
    'insight.notice_preference.staff',
    'insight.notice_preference.notice',
    'insight.notice_preference.bell',
    'insight.notice_preference.message',
    'insight.notice_preference.pace',
  ],
  fields: {
    notice: like(notice, { required: true }),
    bell: like(bell, { required: true }),
    message: like(message, { required: true }),
    pace: like(pace, { required: true }),
  },
  run: async (work, wish) => {
    if (work.actor.kind !== 'user') refuse('notice.nobody', { status: 403 })
    if (!work.notices.some(({ name }) => name === wish.notice))
      refuse('notice.unknown', { problems: [{ path: '/notice', code: 'notice.unknown' }] })
    const staff = work.actor.id
    await work.system.records.upsert({
      object: noticePreference,
      key: ['staff', 'notice'],
      rows: [{ ...wish, staff, owner: staff }],
    })
    return wish
  },
})
