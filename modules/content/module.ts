import { defineModule, label } from '@lianke/kernel'
import { item } from './objects/item.object.ts'
import { grants } from './roles/granted.role.ts'

/** What is sent and read. */
export const contentModule = defineModule({
  name: 'content',
  label: label('内容', 'Content'),
  area: 'marketing',
  objects: [item],
  grants,
})
