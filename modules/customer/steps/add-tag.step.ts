import { defineActStep, label, tags } from '@lianke/kernel'
import { changeTags } from '../commands/apply-tags.ts'
import { ensureTags } from '../reactions/ensure-tags.ts'

/** Puts tags on everyone who comes by; a tag that is not kept yet is made. */
export const addTagStep = defineActStep({
  name: 'add_tag',
  label: label('打标签', 'Add tags'),
  icon: 'tag',
  group: 'record',
  needs: 'person',
  fields: { tags: tags(label('标签', 'Tags'), { required: true }) },
  act: async (work, { tags }, persons) => (await changeTags(work, { persons, add: await ensureTags(work, tags) })).refused,
})
