import { defineCommand, label, refuse, type UnitOfWork } from '@lianke/kernel'
import { z } from 'zod'
import { staff } from '@lianke/organisation/contract'
import { lead } from '../objects/lead.object.ts'

/** Of some leads, those that nobody has. */
const leadsOfNobody = async (work: UnitOfWork, ids: readonly string[]): Promise<string[]> =>
  (await work.sql<{ id: string }>('select id from lead_lead where id = any($1::uuid[]) and owner is null', [ids])).map(
    ({ id }) => id,
  )

/** A colleague takes leads that nobody has. Of two who reach for one, the first has it. */
export const leadClaim = defineCommand({
  name: 'lead.claim',
  label: label('领取', 'Claim'),
  may: { object: lead, action: 'update' },
  on: lead,
  writes: ['status', 'assigned_at'],
  icon: 'user-check',
  rows: 'read',
  place: ['record', 'selection', 'phone'],
  offered: { status: ['new'] },
  offeredTo: leadsOfNobody,
  fields: {},
  // A program is nobody: it says for whom it claims.
  input: z.strictObject({ id: z.uuid(), owner: z.uuid().optional() }),
  done: { words: label('已领取 {n} 条线索', 'Claimed {n} leads') },
  undo: 'changes',
  run: async (work, { id, owner: named }) => {
    // Seen with one's own eyes; locked and changed with the house's: what nobody has is nobody's to change until it is taken.
    await work.records.get(lead, id, { fields: ['id'] })
    const found = await work.system.records.get(lead, id, { fields: ['name', 'status', 'owner', 'person'], forUpdate: true })
    if (found.owner !== null || found.status !== 'new') refuse('lead.taken', { params: { name: found.name } })
    const owner = work.actor.kind === 'user' ? work.actor.id : named
    if (!owner) refuse('lead.nobody_claims')
    const me = await work.system.records.get(staff, owner, { fields: ['name'] })
    await work.system.records.update(lead, id, { owner, status: 'assigned', assigned_at: work.now })
    await work.emit({
      name: 'lead.assigned',
      subject: { object: lead.name, id },
      person: found.person,
      payload: { name: found.name, owner, owner_name: me.name },
    })
    return { id }
  },
})
