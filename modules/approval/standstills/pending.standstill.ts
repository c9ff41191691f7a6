import { defineStandstill, type StillRow, isObject, tableOf, textsIn } from '@lianke/kernel'
import { staff } from '@lianke/organisation/contract'
import { approval } from '../objects/approval.object.ts'
import { opinion } from '../objects/opinion.object.ts'
import { request } from '../objects/request.object.ts'
import { mayChange } from '../rules/may-change.rule.ts'

interface Pending {
  readonly subject: string
  readonly title: string
  readonly submitter: string | null
  readonly approvers: string | null
  /** What the step lets whoever acts change, where he is asked now. */
  readonly config: unknown
}

/** Records that wait for an approval stand still; whoever is asked may change what his step leaves open. */
export const pendingStandstill = defineStandstill({
  name: 'approval.pending',
  by: { object: approval, names: 'subject_object', since: 'live_version' },
  still: async (work, object, rows) => {
    const pending = await work.sql<Pending>(
      `select q.subject, q.title, (select name from ${tableOf(staff.name)} where id = q.submitter) as submitter,
          (select string_agg(s.name, '、' order by o.place) from ${tableOf(opinion.name)} o join ${tableOf(staff.name)} s on s.id = o.approver
            where o.request = q.id and o.turn = q.turn and o.status = 'open' and o.deleted_at is null) as approvers,
          (select o.config from ${tableOf(opinion.name)} o where o.request = q.id and o.turn = q.turn and o.status = 'open'
            and o.deleted_at is null and o.approver::text = $3 limit 1) as config
        from ${tableOf(request.name)} q
        where q.subject = any($1::text[]) and q.subject_object = $2 and q.status = 'pending' and q.deleted_at is null`,
      [rows.map(({ row }) => row.id), object, work.actor.id],
    )
    const by = new Map(pending.map((one) => [one.subject, one]))
    return rows.flatMap(({ row: { id }, changes }: StillRow) => {
      const found = by.get(id)
      if (!found || mayChange(isObject(found.config) ? textsIn(found.config.editable) : [], changes)) return []
      const params = { title: found.title, who: found.approvers ?? '—', submitter: found.submitter ?? '—' }
      return [{ id, code: 'approval.in_the_way', params }]
    })
  },
})
