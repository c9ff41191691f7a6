import { defineCommand, label } from '@lianke/kernel'
import { approval } from '../objects/approval.object.ts'
import { request } from '../objects/request.object.ts'
import { standingSo } from '../queries/acting.query.ts'
import { endRequest } from './end-request.ts'
import { ofSubmitter, openRequest } from './request-acts.ts'

/** Whoever submitted a record takes it back, as long as nothing is decided. */
export const withdraw = defineCommand({
  name: 'approval.withdraw',
  label: label('撤回', 'Withdraw'),
  icon: 'undo',
  may: { object: request, action: 'read' },
  on: request,
  place: ['record', 'phone'],
  offeredTo: (work, ids) => standingSo(work, ids, ['pending', 'returned'], 'own'),
  fields: {},
  done: { words: label('已撤回', 'Withdrawn') },
  run: async (work, { id }) => {
    const row = await openRequest(work, id, ['pending', 'returned'])
    await ofSubmitter(work, row)
    await endRequest(work, row, 'withdrawn')
    return { id }
  },
})

/** Whoever keeps the approvals takes a request out of one, whoever submitted it: what cannot go on must not hold its record. */
export const cancel = defineCommand({
  name: 'approval.cancel',
  label: label('作废', 'Cancel'),
  icon: 'close',
  may: { object: approval, action: 'update' },
  on: request,
  rows: 'read',
  place: ['record'],
  offeredTo: (work, ids) => standingSo(work, ids, ['pending', 'returned'], 'any'),
  fields: {},
  done: { words: label('已作废', 'Cancelled') },
  danger: true,
  run: async (work, { id }) => {
    await endRequest(work, await openRequest(work, id, ['pending', 'returned']), 'cancelled')
    return { id }
  },
})
