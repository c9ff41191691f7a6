import { boolean, defineObject, integer, label, option, select, text } from '@lianke/kernel'

/** Tags of one subject. An exclusive group holds at most one tag per person. */
export const tagGroup = defineObject({
  name: 'customer.tag_group',
  label: label('标签组', 'Tag group'),
  plural: label('标签组', 'Tag groups'),
  icon: 'tags',
  title: 'name',
  fields: {
    name: text(label('名称', 'Name'), { required: true, max: 60, unique: true, search: 'name', inList: true }),
    kind: select(label('类型', 'Kind'), {
      required: true,
      default: 'internal',
      inList: true,
      options: [option('internal', '内部标签', 'Internal', 'blue'), option('corp', '企业标签', 'Corp', 'green')],
    }),
    exclusive: boolean(label('单选', 'One per person'), { default: false, inList: true }),
    position: integer(label('排序', 'Position'), { min: 0, max: 1_000_000, default: 0 }),
    external_id: text(label('外部编号', 'External id'), { max: 160, indexed: true, hidden: true }),
  },
  keptWhileUsed: true,
  access: { everyone: true },
  sort: 'position',
})
