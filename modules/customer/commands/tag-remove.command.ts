import { defineCommand, label, refuse, tags } from '@lianke/kernel'
import { z } from 'zod'
import { applyTags, changeTags, personsMax } from './apply-tags.ts'
import { person } from '../objects/person.object.ts'

/** Takes tags off persons; tags nobody carries are no fault. */
export const tagRemove = defineCommand({
  name: 'customer.tag_remove',
  label: label('去标签', 'Remove tags'),
  icon: 'tags',
  may: 'customer.tag',
  on: person,
  rows: 'update',
  // The phone has a page of its own for tags, by their groups.
  place: ['record', 'selection', 'filter', 'process'],
  fields: { tags: tags(label('标签', 'Tags'), { required: true }) },
  input: z.strictObject({ id: z.uuid().optional(), persons: z.array(z.uuid()).max(personsMax).optional() }),
  done: { words: label('已给 {n} 位客户去掉标签', 'Removed tags from {n} people') },
  undo: 'changes',
  run: async (work, input) => {
    const persons = [...new Set([...(input.persons ?? []), ...(input.id ? [input.id] : [])])]
    if (persons.length === 0) refuse('customer.no_person')
    return { changed: await applyTags(work, { persons, remove: input.tags }) }
  },
  runSet: async (work, persons, input) => {
    return changeTags(work, { persons, remove: input.tags })
  },
})
