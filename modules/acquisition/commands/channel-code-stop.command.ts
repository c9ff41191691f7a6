import { defineCommand, intentAsked, label, refuse } from '@lianke/kernel'
import { codeOf } from '../rules/code-row.rule.ts'
import { channelCode } from '../objects/channel-code.object.ts'

/** Takes a code out of use. Its state is never given to another code, so late scans still count for it. */
export const channelCodeStop = defineCommand({
  name: 'channel_code.stop',
  label: label('停用', 'Stop'),
  may: 'channel_code.publish',
  on: channelCode,
  writes: ['status', 'config_id'],
  icon: 'pause',
  place: ['record', 'selection'],
  offered: { status: ['publishing', 'live', 'failed'] },
  fields: {},
  done: { words: label('已停用 {n} 个活码', 'Stopped {n} codes') },
  undo: { command: 'channel_code.publish' },
  run: async (work, input) => {
    const code = codeOf(await work.records.get(channelCode, input.id, { forUpdate: true }))
    if (code.status === 'draft' || code.status === 'stopped') refuse('channel_code.not_live')
    await work.system.records.update(channelCode, code.id, { status: 'stopped', config_id: null })
    const key = `channel_code:${code.id}:stop:${work.id()}`
    if (code.config_id) {
      await work.emit({
        name: intentAsked,
        subject: { object: channelCode.name, id: code.id },
        person: null,
        key,
        payload: {
          key,
          channel: code.channel,
          does: 'delete_code',
          content: { config_id: code.config_id, state: code.state },
        },
      })
    }
    return { id: code.id }
  },
})
