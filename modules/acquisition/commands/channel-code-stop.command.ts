import { defineCommand, label, refuse } from '@lianke/kernel'
import { codeOf } from '../rules/code-row.rule.ts'
import { askContactWayGone } from './ask-contact-way.ts'
import { channelCode } from '../objects/channel-code.object.ts'

/** Takes a code out of use. Its state is never given to another code, so late scans still count for it; its id on the channel is kept until the channel has ended it. */
export const channelCodeStop = defineCommand({
  name: 'channel_code.stop',
  label: label('停用', 'Stop'),
  may: 'channel_code.publish',
  on: channelCode,
  writes: ['status', 'failure'],
  icon: 'pause',
  place: ['record', 'selection'],
  offered: { status: ['publishing', 'live', 'failed'] },
  fields: {},
  done: { words: label('已停用 {n} 个活码', 'Stopped {n} codes') },
  undo: { command: 'channel_code.publish' },
  run: async (work, input) => {
    const code = codeOf(await work.records.get(channelCode, input.id, { forUpdate: true }))
    if (code.status === 'draft' || code.status === 'stopped') refuse('channel_code.not_live')
    await work.system.records.update(channelCode, code.id, { status: 'stopped', failure: null })
    if (code.config_id) await askContactWayGone(work, code)
    return { id: code.id }
  },
})
