import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { applyTags, knownTags, personsMax } from './apply-tags.ts'

/** Puts tags on up to a thousand persons at once. */
export const tagAdd = defineCommand({
  name: 'customer.tag_add',
  label: label('打标签', 'Add tags'),
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
    const { known } = await knownTags(room, input.tags)
    const unknown = input.tags.filter((name) => !known.has(name))
    if (unknown.length > 0)
      refuse('customer.unknown_tag', {
        params: { tags: unknown.join('、') },
        problems: [{ path: '/tags', code: 'customer.unknown_tag' }],
      })
    return { changed: await applyTags(room, { persons, add: input.tags }) }
  },
})
