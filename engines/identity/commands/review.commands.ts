import { defineCommand, label, refuse } from '@lianke/kernel'
import { joinAgain, unmergeAsked } from '../rules/asked.rule.ts'

/** Looks for duplicates now, not only at night. */
export const findDuplicatesNow = defineCommand({
  name: 'identity.find_duplicates_now',
  label: label('查找重复客户', 'Look for duplicates'),
  may: 'identity.merge',
  icon: 'search',
  place: ['global'],
  fields: {},
  done: { words: label('已开始查找，结果会出现在合并建议里', 'Looking; what is found shows among the suggestions') },
  run: async (work) => {
    await work.enqueue('identity.find_duplicates', {}, { key: 'now' })
    return { asked: true }
  },
})

/** Takes a decision back: who was kept apart may be suggested again, who was joined is parted. */
export const reopenSuggestion = defineCommand({
  name: 'identity.suggestion_reopen',
  label: label('撤销处理', 'Take the decision back'),
  may: 'identity.merge',
  on: 'identity.suggestion',
  place: ['record'],
  offered: { status: ['accepted', 'rejected'] },
  fields: {},
  done: { words: label('已撤销', 'Taken back') },
  run: async (work, { id }) => {
    const [row] = await work.sql<{ left: string; right: string; status: string }>(
      `select "left", "right", status from identity_suggestion where id = $1 and deleted_at is null for update`,
      [id],
    )
    if (!row) refuse('record.not_found', { status: 404 })
    if (row.status === 'open') return { reopened: false }
    const { left, right } = row
    if (row.status === 'accepted') {
      const [merge] = await work.sql<{ id: string; kept: string }>(
        `select id, kept from identity_merge where undone_at is null and deleted_at is null
          and ((kept = $1 and gone = $2) or (kept = $2 and gone = $1)) order by merged_at desc limit 1`,
        [left, right],
      )
      if (!merge) refuse('identity.not_merged_yet', { status: 409 })
      await work.emit({
        name: unmergeAsked,
        subject: { object: 'identity.merge', id: merge.id },
        person: merge.kept,
        payload: { merge: merge.id, by: work.actor.id },
      })
    }
    await work.emit({
      name: joinAgain,
      subject: { object: 'identity.suggestion', id },
      person: left,
      payload: { left, right, by: work.actor.id },
    })
    await work.sql(
      `update identity_suggestion set status = 'open', decided_at = null, decided_by = null, updated_at = $2, version = version + 1 where id = $1`,
      [id, work.now],
    )
    return { reopened: true }
  },
})
