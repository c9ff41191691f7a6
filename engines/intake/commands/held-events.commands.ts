import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { giveUpHeld, replayHeld, takeBackHeld } from '../statements/quarantine.statement.ts'

/** The right of whoever describes events: what does not fit is his to mend. */
export const eventsRight = 'platform.events'
const idsMax = 1000
const which = z.strictObject({
  event: z.string().max(120),
  code: z.string().max(60).optional(),
  property: z.string().max(200).nullable().optional(),
  ids: z.array(z.uuid()).min(1).max(idsMax).optional(),
})

/** Events of the quarantine are handled again, each as of when it happened; what still does not fit comes back with its reason. */
export const replayHeldEvents = defineCommand({
  name: 'intake.replay_held',
  label: label('重新处理隔离的事件', 'Replay events of the quarantine'),
  may: eventsRight,
  input: which,
  run: async (work, asked) => {
    const replayed = await replayHeld(work, asked, work.now)
    return replayed === 0 ? refuse('event.nothing_held', { status: 404 }) : { replayed }
  },
})

/** Events of the quarantine are given up; `act` brings them back. */
export const discardHeldEvents = defineCommand({
  name: 'intake.discard_held',
  label: label('丢弃隔离的事件', 'Discard events of the quarantine'),
  may: eventsRight,
  input: which,
  run: async (work, asked) => {
    const act = work.id()
    const discarded = await giveUpHeld(work, asked, act)
    return discarded === 0 ? refuse('event.nothing_held', { status: 404 }) : { discarded, act }
  },
})

export const takeBackHeldEvents = defineCommand({
  name: 'intake.take_back_held',
  label: label('撤销丢弃', 'Take discarded events back'),
  may: eventsRight,
  input: z.strictObject({ act: z.uuid() }),
  run: async (work, { act }) => {
    const held = await takeBackHeld(work, act)
    return held === 0 ? refuse('event.nothing_held', { status: 404 }) : { held }
  },
})
