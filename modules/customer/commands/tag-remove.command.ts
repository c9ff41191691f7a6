import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { applyTags, personsMax } from './apply-tags.ts'

/** Takes tags off up to a thousand persons at once; tags nobody carries are no fault. */
export const tagRemove = defineCommand({
  name: 'customer.tag_remove',
  label: label('去标签', 'Remove tags'),
  may: 'customer.tag',
  on: 'customer.person',
  input: z.strictObject({
    id: z.uuid().optional(),
    persons: z.array(z.uuid()).max(personsMax).optional(),
    tags: z.array(z.string().trim().min(1).max(60)).min(1).max(50),
  }),
  run: async (room, input) => {
    const persons = [...new Set([...(input.persons ?? []), ...(input.id ? [input.id] : [])])]
    if (persons.length === 0) refuse('customer.no_person')
    return { changed: await applyTags(room, { persons, remove: input.tags }) }
  },
})
