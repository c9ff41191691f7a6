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
    if (row.status === 'open') refuse('identity.still_open', { status: 409 })
    const about = { subject: { object: 'identity.suggestion', id }, person: row.left }
    const payload = { left: row.left, right: row.right, by: work.actor.id }
    // Asked in order: a merge that was asked for and is not done yet is done before it is undone.
    if (row.status === 'accepted') await work.emit({ name: unmergeAsked, ...about, payload })
    await work.emit({ name: joinAgain, ...about, payload })
    await work.sql(
      `update identity_suggestion set status = 'open', decided_at = null, decided_by = null, updated_at = $2, version = version + 1 where id = $1`,
      [id, work.now],
    )
    return { reopened: true }
  },
})
