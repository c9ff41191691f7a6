import { add, defineReaction, remove } from '@lianke/kernel'
import { person } from '../objects/person.object.ts'

/** Persons carry tag names, so a renamed tag is renamed on them, in sets. */
export const onTagRenamed = defineReaction({
  name: 'customer.on_tag_renamed',
  on: ['customer.tag.updated'],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    const [from, to] = [fact.before?.name, fact.after?.name]
    if (typeof from !== 'string' || typeof to !== 'string') return
    for await (const persons of work.records.inSets(person, {
      filter: { field: 'tags', op: 'any_of', value: [from] },
      fields: ['id'],
    })) {
      const rows = persons.map(({ id }) => ({ id, tags: { ...remove([from]), ...add([to]) } }))
      await work.records.upsert({ object: person, rows })
    }
  },
})
