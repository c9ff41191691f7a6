import { defineCheck } from '@lianke/kernel'
import { absence } from '../objects/absence.object.ts'
import { superiorsOf } from '../queries/superiors.query.ts'

/** Who decides in somebody's place is said by himself, or by whoever leads him: nobody makes himself the stand-in of his boss. */
export const ownAbsence = defineCheck({
  name: 'approval.own_absence',
  on: absence,
  run: async (work, rows) => {
    const { kind, id } = work.actor
    if (kind === 'system') return []
    const above = await superiorsOf(
      work,
      rows.flatMap(({ row, before }) => [row.owner, before?.owner].flatMap((one) => one ?? [])),
      null,
    )
    return rows.flatMap(({ row, before }, index) => {
      if (row.stand_in === row.owner) return [{ index, code: 'approval.own_stand_in', path: '/stand_in' }]
      const owners = [row.owner, ...(before ? [before.owner] : [])]
      const may = owners.every((owner) => owner !== null && owner !== undefined && (owner === id || above(owner).includes(id)))
      return may ? [] : [{ index, code: 'approval.absence_of_others', path: '/owner' }]
    })
  },
})
