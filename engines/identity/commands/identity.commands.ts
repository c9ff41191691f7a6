import { defineCommand, label, personObject, reference, refuse, type UnitOfWork } from '@lianke/kernel'
import { mergeAsked, partingAsked, unmergeAsked } from '../rules/asked.rule.ts'

const personExists = async (work: UnitOfWork, id: string): Promise<void> => {
  await work.records.get('customer.person', id, { fields: ['id'] })
}
const suggestionOf = async (work: UnitOfWork, id: string): Promise<{ left: string; right: string }> => {
  const [row] = await work.sql<{ left: string; right: string; status: string }>(
    `select "left", "right", status from identity_suggestion where id = $1 and deleted_at is null for update`,
    [id],
  )
  if (!row) refuse('record.not_found', { status: 404 })
  if (row.status !== 'open') refuse('identity.already_decided', { status: 409, params: { status: row.status } })
  await personExists(work, row.left)
  await personExists(work, row.right)
  return row
}
const decide = (work: UnitOfWork, id: string, status: 'accepted' | 'rejected') =>
  work.sql(
    `update identity_suggestion set status = $2, decided_at = $3, decided_by = $4, updated_at = $3, version = version + 1 where id = $1`,
    [id, status, work.now, work.actor.id],
  )

/** Joins two persons by hand. Which one stays does not depend on the order they are named in. */
export const mergeCommand = defineCommand({
  name: 'identity.merge',
  label: label('合并客户', 'Merge people'),
  may: 'identity.merge',
  on: 'customer.person',
  icon: 'merge',
  place: ['record'],
  fields: { with: reference(label('与哪位客户是同一人', 'The same person as'), personObject, { required: true }) },
  done: { words: label('已要求合并，稍后可见', 'Asked to merge; it shows in a moment') },
  run: async (work, input) => {
    if (input.id === input.with) refuse('identity.merge_with_itself')
    await personExists(work, input.id)
    await personExists(work, input.with)
    await work.emit({
      name: mergeAsked,
      subject: { object: 'customer.person', id: input.id },
      person: input.id,
      payload: { left: input.id, right: input.with, reason: 'manual', by: work.actor.id },
    })
    return { asked: true }
  },
})

/** Parts two persons that a merge joined. */
export const unmergeCommand = defineCommand({
  name: 'identity.unmerge',
  label: label('撤销合并', 'Undo the merge'),
  may: 'identity.merge',
  on: 'identity.merge',
  place: ['record'],
  offered: { undone_at: [null] },
  fields: {},
  done: { words: label('已要求撤销合并', 'Asked to part them') },
  run: async (work, { id }) => {
    const merge = await work.records.get('identity.merge', id)
    if (merge.undone_at) return { asked: false }
    await work.emit({
      name: unmergeAsked,
      subject: { object: 'identity.merge', id },
      person: merge.kept as string,
      payload: { merge: id, by: work.actor.id },
    })
    return { asked: true }
  },
})

/** The two are one: joins them. */
export const acceptSuggestion = defineCommand({
  name: 'identity.suggestion_accept',
  label: label('是同一人，合并', 'Same person: merge'),
  may: 'identity.merge',
  on: 'identity.suggestion',
  place: ['record', 'selection'],
  offered: { status: ['open'] },
  fields: {},
  done: { words: label('已要求合并 {n} 对', 'Asked to merge {n} pairs') },
  run: async (work, { id }) => {
    const { left, right } = await suggestionOf(work, id)
    await decide(work, id, 'accepted')
    await work.emit({
      name: mergeAsked,
      subject: { object: 'identity.suggestion', id },
      person: left,
      payload: { left, right, reason: 'suggestion', by: work.actor.id },
    })
    return { asked: true }
  },
})

/** They are two: automatic rules will never join them. */
export const rejectSuggestion = defineCommand({
  name: 'identity.suggestion_reject',
  label: label('不是同一人', 'Not the same person'),
  may: 'identity.merge',
  on: 'identity.suggestion',
  place: ['record', 'selection'],
  offered: { status: ['open'] },
  fields: {},
  done: { words: label('已确认 {n} 对不是同一人', '{n} pairs are kept apart') },
  run: async (work, { id }) => {
    const { left, right } = await suggestionOf(work, id)
    await decide(work, id, 'rejected')
    await work.emit({
      name: partingAsked,
      subject: { object: 'identity.suggestion', id },
      person: left,
      payload: { left, right, by: work.actor.id },
    })
    return { asked: true }
  },
})
