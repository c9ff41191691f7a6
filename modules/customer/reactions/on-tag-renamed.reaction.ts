import { add, defineReaction, remove } from '@lianke/kernel'

const setMax = 200

/** Persons carry tag names, so a renamed tag is renamed on them, in sets. */
export const onTagRenamed = defineReaction({
  name: 'customer.on_tag_renamed',
  on: ['customer.tag.updated'],
  once: (fact) => fact.id,
  run: async (room, fact) => {
    const [from, to] = [fact.before?.name, fact.after?.name]
    if (typeof from !== 'string' || typeof to !== 'string') return
    for (;;) {
      const page = await room.records.list('customer.person', {
        filter: { field: 'tags', op: 'any_of', value: [from] },
        fields: ['id'],
        sort: ['id'],
        limit: setMax,
      })
      if (page.data.length === 0) return
      const rows = page.data.map(({ id }) => ({ id, tags: { ...remove([from]), ...add([to]) } }))
      await room.records.upsert({ object: 'customer.person', rows })
    }
  },
})
