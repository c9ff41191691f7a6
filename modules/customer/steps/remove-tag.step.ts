import { defineActStep, label, tags } from '@lianke/kernel'
import { changeTags } from '../commands/apply-tags.ts'

/** Takes tags off everyone who comes by. */
export const removeTagStep = defineActStep({
  name: 'remove_tag',
  label: label('去标签', 'Remove tags'),
  icon: 'tag',
  group: 'record',
  needs: 'person',
  fields: { tags: tags(label('标签', 'Tags'), { required: true }) },
  act: async (work, { tags }, persons) => (await changeTags(work, { persons, remove: tags })).refused,
})
