import { defineCommand, label, refuse, type UnitOfWork, tags } from '@lianke/kernel'
import { z } from 'zod'
import { applyTags, changeTags, knownTags, personsMax } from './apply-tags.ts'
import { person } from '../objects/person.object.ts'

/** Refuses tags that the company does not keep. */
const refuseUnknown = async (work: UnitOfWork, tags: readonly string[]): Promise<void> => {
  const { known } = await knownTags(work, tags)
  const unknown = tags.filter((name) => !known.has(name))
  if (unknown.length > 0)
    refuse('customer.unknown_tag', {
      params: { tags: unknown.join('、') },
      problems: [{ path: '/tags', code: 'customer.unknown_tag', params: { tags: unknown.join('、') } }],
    })
}

/** Puts tags on persons: on one, on a chosen set or on all that match. */
export const tagAdd = defineCommand({
  name: 'customer.tag_add',
  label: label('打标签', 'Add tags'),
  icon: 'tags',
  may: 'customer.tag',
  on: person,
  rows: 'update',
  // The phone has a page of its own for tags, by their groups.
  place: ['record', 'selection', 'filter', 'process'],
  fields: { tags: tags(label('标签', 'Tags'), { required: true }) },
  input: z.strictObject({ id: z.uuid().optional(), persons: z.array(z.uuid()).max(personsMax).optional() }),
  done: { words: label('已给 {n} 位客户打上标签', 'Tagged {n} people') },
  undo: 'changes',
  run: async (work, input) => {
    const persons = [...new Set([...(input.persons ?? []), ...(input.id ? [input.id] : [])])]
    if (persons.length === 0) refuse('customer.no_person')
    await refuseUnknown(work, input.tags)
    return { changed: await applyTags(work, { persons, add: input.tags }) }
  },
  runSet: async (work, persons, input) => {
    await refuseUnknown(work, input.tags)
    return changeTags(work, { persons, add: input.tags })
  },
})
