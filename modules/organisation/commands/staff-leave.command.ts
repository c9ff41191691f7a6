import { defineCommand, label, refuse, user } from '@lianke/kernel'
import { handOver, handedAtOnceMax, handedOverIn, openRecordsOf } from './hand-over.ts'
import { staff as staffObject } from '../objects/staff.object.ts'

/** A colleague leaves: no more sign-in, and what is open goes to someone else if wanted; much of it in the background. */
export const staffLeave = defineCommand({
  name: 'staff.leave',
  label: label('办理离职', 'Mark as left'),
  icon: 'log-out',
  may: { object: staffObject, action: 'update' },
  on: staffObject,
  place: ['record'],
  offered: { status: ['active'] },
  fields: {
    successor: user(label('交接给', 'Hand over to'), {
      where: { field: 'status', op: 'eq', value: 'active' },
      help: label(
        '客户、企业、线索、商机和任务都交给这位同事',
        'People, accounts, leads, opportunities and tasks go to this colleague',
      ),
    }),
  },
  done: { words: label('“{title}”已离职，已交接 {handed} 条', '“{title}” has left, {handed} handed over') },
  danger: true,
  run: async (work, input) => {
    if (input.successor === input.id)
      refuse('staff.own_successor', { problems: [{ path: '/successor', code: 'staff.own_successor' }] })
    const staff = await work.records.get(staffObject, input.id, { forUpdate: true })
    if (staff.status === 'left') refuse('staff.already_left', { params: { name: staff.name } })
    await work.records.update(staffObject, input.id, { status: 'left' })
    const open = input.successor ? await openRecordsOf(work, input.id) : 0
    const later = open > handedAtOnceMax
    if (input.successor && later)
      await work.enqueue('organisation.hand_over', { from: input.id, to: input.successor }, { key: `hand-over:${input.id}` })
    let handed = 0
    for (const object of input.successor && !later ? handedOverIn(work) : [])
      handed += await handOver(work, object, { from: input.id, to: input.successor ?? '' })
    await work.emit({
      name: 'staff.left',
      subject: { object: staffObject.name, id: input.id },
      payload: { name: staff.name, handed: later ? open : handed, successor: input.successor ?? null },
    })
    return { id: input.id, handed: later ? open : handed, later }
  },
})
