import { defineCommand, label, longText, refuse, wayTo } from '@lianke/kernel'
import { request } from '../objects/request.object.ts'
import { standingSo } from '../queries/acting.query.ts'
import { goOn } from './decide-seat.ts'
import { ofSubmitter, openRequest } from './request-acts.ts'
import { takeSnapshots } from './take-snapshots.ts'

/** A returned request is submitted again: from the beginning, or at the step that returned it, as that one said. */
export const resubmit = defineCommand({
  name: 'approval.resubmit',
  label: label('重新提交', 'Submit again'),
  icon: 'send',
  may: { object: request, action: 'read' },
  on: request,
  place: ['record', 'phone'],
  offeredTo: (work, ids) => standingSo(work, ids, ['returned'], 'own'),
  fields: { note: longText(label('说明', 'Note'), { max: 4000 }) },
  done: { words: label('已重新提交', 'Submitted again') },
  run: async (work, { id, note }) => {
    const row = await openRequest(work, id, ['returned'])
    await ofSubmitter(work, row)
    const { records } = work.system
    const subject = await records.get(row.subject_object, row.subject, { forUpdate: true })
    const [version] = await work.sql<{ entry: string }>(
      `select v.graph ->> 'entry' as entry from process_run r join process_version v using (process, version) where r.id = $1 and r.status <> 'ended'`,
      [row.run],
    )
    const node =
      row.back_to ?? version?.entry ?? refuse('approval.over', { status: 409, params: { title: row.title, status: '—' } })
    await records.update(request, id, {
      status: 'pending',
      back_to: null,
      decision: null,
      ...(row.back_to === null ? { since: row.turn ?? 0 } : {}),
      ...(note ? { note } : {}),
    })
    await takeSnapshots(work, [{ request: id, row: subject }])
    await goOn(work, row, wayTo(node))
    return { id }
  },
})
