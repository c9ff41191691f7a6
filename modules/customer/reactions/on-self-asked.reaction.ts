import { defineReaction, type Fact } from '@lianke/kernel'
import { applyTags } from '../commands/apply-tags.ts'
import { ensureTags } from './ensure-tags.ts'
import { person } from '../objects/person.object.ts'

const intentOf = (fact: Fact): string => String(fact.payload.intent ?? fact.id)
const tagsOf = (fact: Fact): string[] => (Array.isArray(fact.payload.tags) ? fact.payload.tags.map(String) : [])

/** What a journey asked of the customer module: add tags, remove tags, change one field. */
export const onSelfAsked = [
  defineReaction({
    name: 'customer.on_add_tag_asked',
    on: ['self.add_tag.asked'],
    once: intentOf,
    run: async (work, fact) => {
      if (!fact.person) return
      await applyTags(work, { persons: [fact.person], add: await ensureTags(work, tagsOf(fact)), cause: fact })
    },
  }),
  defineReaction({
    name: 'customer.on_remove_tag_asked',
    on: ['self.remove_tag.asked'],
    once: intentOf,
    run: async (work, fact) => {
      if (fact.person) await applyTags(work, { persons: [fact.person], remove: tagsOf(fact), cause: fact })
    },
  }),
  defineReaction({
    name: 'customer.on_update_field_asked',
    on: ['self.update_field.asked'],
    once: intentOf,
    run: async (work, fact) => {
      if (fact.person)
        // A marketer named the field: what only acts may write is refused to a journey, too.
        await work.generic.records.update(person.name, fact.person, { [String(fact.payload.field)]: fact.payload.value })
    },
  }),
]
