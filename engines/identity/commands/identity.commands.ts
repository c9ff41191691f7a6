import { defineCommand, label, personObject, reference, refuse, type Room } from '@lianke/kernel'
import { mergeAsked, partingAsked, unmergeAsked } from '../rules/asked.rule.ts'

const personExists = async (room: Room, id: string): Promise<void> => {
  await room.records.get('customer.person', id, { fields: ['id'] })
}
const suggestionOf = async (room: Room, id: string): Promise<{ left: string; right: string }> => {
  const [row] = await room.sql<{ left: string; right: string; status: string }>(
    `select "left", "right", status from identity_suggestion where id = $1 and deleted_at is null for update`,
    [id],
  )
  if (!row) refuse('record.not_found', { status: 404 })
  if (row.status !== 'open') refuse('identity.already_decided', { status: 409, params: { status: row.status } })
  await personExists(room, row.left)
  await personExists(room, row.right)
  return row
}
const decide = (room: Room, id: string, status: 'accepted' | 'rejected') =>
  room.sql(
    `update identity_suggestion set status = $2, decided_at = $3, decided_by = $4, updated_at = $3, version = version + 1 where id = $1`,
    [id, status, room.now, room.actor.id],
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
  run: async (room, input) => {
    if (input.id === input.with) refuse('identity.merge_with_itself')
    await personExists(room, input.id)
    await personExists(room, input.with)
    await room.emit({
      name: mergeAsked,
      subject: { object: 'customer.person', id: input.id },
      person: input.id,
      payload: { left: input.id, right: input.with, reason: 'manual', by: room.actor.id },
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
  run: async (room, { id }) => {
    const merge = await room.records.get('identity.merge', id)
    if (merge.undone_at) return { asked: false }
    await room.emit({
      name: unmergeAsked,
      subject: { object: 'identity.merge', id },
      person: merge.kept as string,
      payload: { merge: id, by: room.actor.id },
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
  run: async (room, { id }) => {
    const { left, right } = await suggestionOf(room, id)
    await decide(room, id, 'accepted')
    await room.emit({
      name: mergeAsked,
      subject: { object: 'identity.suggestion', id },
      person: left,
      payload: { left, right, reason: 'suggestion', by: room.actor.id },
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
  run: async (room, { id }) => {
    const { left, right } = await suggestionOf(room, id)
    await decide(room, id, 'rejected')
    await room.emit({
      name: partingAsked,
      subject: { object: 'identity.suggestion', id },
      person: left,
      payload: { left, right, by: room.actor.id },
    })
    return { asked: true }
  },
})
