import { defineCommand, label, refuse } from '@lianke/kernel'
import { answersNow } from '../queries/channel-code.query.ts'
import { codeOf } from '../rules/code-row.rule.ts'
import { askContactWay } from './ask-contact-way.ts'
import { channelCode } from '../objects/channel-code.object.ts'

const stateOf = (id: string): string => `lk${BigInt(`0x${id.replaceAll('-', '').slice(-20)}`).toString(36)}`

/** Brings a code to life on its channel (or brings its changes there). The picture arrives when the channel has answered. */
export const channelCodePublish = defineCommand({
  name: 'channel_code.publish',
  label: label('发布', 'Publish'),
  may: 'channel_code.publish',
  on: channelCode,
  writes: ['status', 'published_staff', 'published_accept', 'failure'],
  icon: 'send',
  place: ['record', 'selection'],
  fields: {},
  done: { words: label('渠道活码正在发布', 'The code is being published') },
  run: async (work, input) => {
    const code = codeOf(await work.records.get(channelCode, input.id, { forUpdate: true }))
    const named = [...code.staff, ...code.schedule.flatMap((slot) => slot.staff), ...code.backup_staff]
    if (named.length === 0) refuse('channel_code.no_staff', { problems: [{ path: '/staff', code: 'channel_code.no_staff' }] })
    const now = await answersNow(work, code)
    if (now.users.length === 0) refuse('channel_code.nobody_on_duty')
    const state = code.state ?? stateOf(code.id)
    await work.system.records.update(channelCode, code.id, {
      state,
      status: code.config_id ? 'live' : 'publishing',
      published_staff: now.users,
      published_accept: now.accepts,
      failure: null,
    })
    await askContactWay(work, { ...code, state }, now)
    return { id: code.id, state }
  },
})
