import { defineReaction, told } from '@lianke/kernel'
import { renameTagJob } from '../jobs/rename-tag.job.ts'
import { tag } from '../objects/tag.object.ts'

/** Persons carry tag names, so a renamed tag is renamed on them, behind whoever renamed it. */
export const onTagRenamed = defineReaction({
  name: 'customer.on_tag_renamed',
  on: [told(tag, 'updated')],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    const [from, to] = [fact.before?.name, fact.after?.name]
    if (typeof from === 'string' && typeof to === 'string') await work.enqueue(renameTagJob.name, { tag: fact.record, from })
  },
})
