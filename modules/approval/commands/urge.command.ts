import { defineCommand, label, refuse } from '@lianke/kernel'
import { remindOfItems } from '@lianke/todo/contract'
import { request } from '../objects/request.object.ts'
import { standingSo } from '../queries/acting.query.ts'
import { seatsNow } from './decide-seat.ts'
import { ofSubmitter, openRequest } from './request-acts.ts'

const restMs = 3_600_000

/** Whoever submitted a record reminds those who have it now, once an hour at most. */
export const urge = defineCommand({
  name: 'approval.urge',
  label: label('催办', 'Remind'),
  icon: 'bell',
  may: { object: request, action: 'read' },
  on: request,
  place: ['record', 'phone'],
  offeredTo: (work, ids) => standingSo(work, ids, ['pending'], 'own'),
  fields: {},
  done: { words: label('已提醒审批人', 'Reminded those who have it') },
  run: async (work, { id }) => {
    const row = await openRequest(work, id, ['pending'])
    await ofSubmitter(work, row)
    if (row.urged_at !== null && Date.parse(work.now) - Date.parse(row.urged_at) < restMs)
      refuse('approval.urged_lately', { status: 409 })
    const open = (await seatsNow(work, row)).filter(({ status }) => status === 'open')
    await remindOfItems(
      work,
      open.flatMap(({ item }) => item ?? []),
    )
    await work.system.records.update(request, id, { urged_at: work.now })
    return { id }
  },
})
