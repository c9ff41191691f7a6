import { boolean, defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { follow } from '../objects/follow.object.ts'
import { mayTalk } from '../queries/may-talk.query.ts'
import { followAs } from './follow-as.ts'

/** Hears what is said about a record from now on, or no longer. */
export const followSet = defineCommand({
  name: 'follow.set',
  label: label('关注', 'Follow'),
  icon: 'bell',
  may: { object: follow, action: 'read' },
  fields: { following: boolean(label('关注', 'Follow'), { required: true }) },
  input: z.object({ object: z.string().max(120), record: z.uuid() }),
  done: { words: label('已保存', 'Saved') },
  run: async (work, { object, record, following }) => {
    if (work.actor.kind !== 'user') refuse('comment.of_staff', { status: 403 })
    await mayTalk(work, { object, record })
    await followAs(work, { object, record }, work.actor.id, !following)
    return { following }
  },
})
