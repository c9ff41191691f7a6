import { defineStep, type InputOf, label, multiReference, type ProcessNode, reference, tableOf } from '@lianke/kernel'
import { role, staff } from '@lianke/organisation/contract'
import { approvalCopied } from '../events/approval.events.ts'
import { request } from '../objects/request.object.ts'
import { membersOfRole } from '../queries/staff-here.query.ts'

const fields = {
  colleagues: multiReference(label('同事', 'Colleagues'), staff),
  role: reference(label('角色的成员', 'Members of a role'), role),
}

/** Lets colleagues know where a request stands; nobody is waited for. */
export const copyStep = defineStep({
  name: 'approval.copy',
  label: label('抄送', 'Copy'),
  icon: 'send',
  group: 'approval',
  fields,
  outlets: ['next'],
  async enter(host, { config: { colleagues, role: of } }: ProcessNode<InputOf<typeof fields>>, runs) {
    await host.act(runs, async (work) => {
      const told = new Set([...(colleagues ?? []), ...(of ? await membersOfRole(work, of) : [])])
      const requests = await work.sql<{ id: string; title: string; run: string }>(
        `select id, title, run from ${tableOf(request.name)} where run = any($1::text[]) and deleted_at is null`,
        [runs.map(({ id }) => id)],
      )
      const byRun = new Map(requests.map((one) => [one.run, one]))
      for (const { id, subject, person } of runs) {
        const found = byRun.get(id)
        for (const one of found ? told : [])
          await work.emit({
            name: approvalCopied.name,
            subject: { object: host.object, id: subject },
            person,
            payload: { name: found?.title, request: found?.id, staff: one },
          })
      }
    })
    return runs.map((run) => ({ run: run.id, outlet: 'next' }))
  },
})
