import { defineObject, integer, label, option, reference, select, text } from '@lianke/kernel'

/** A word that a person can carry: `person.tags` holds names, so a name exists once; renaming follows to the persons. */
export const tag = defineObject({
  name: 'customer.tag',
  label: label('标签', 'Tag'),
  plural: label('标签', 'Tags'),
  icon: 'tag',
  title: 'name',
  fields: {
    name: text(label('名称', 'Name'), { required: true, max: 60, unique: true, search: 'name', inList: true }),
    tag_group: reference(label('标签组', 'Tag group'), 'customer.tag_group', {
      required: true,
      inList: true,
      onDelete: 'refuse',
    }),
    color: select(label('颜色', 'Colour'), {
      default: 'blue',
      inList: true,
      options: [
        option('grey', '灰', 'Grey', 'grey'),
        option('blue', '蓝', 'Blue', 'blue'),
        option('green', '绿', 'Green', 'green'),
        option('orange', '橙', 'Orange', 'orange'),
        option('red', '红', 'Red', 'red'),
        option('purple', '紫', 'Purple', 'purple'),
        option('cyan', '青', 'Cyan', 'cyan'),
        option('gold', '金', 'Gold', 'gold'),
      ],
    }),
    position: integer(label('排序', 'Position'), { min: 0, max: 1_000_000, default: 0 }),
    external_id: text(label('外部编号', 'External id'), { max: 160, indexed: true, hidden: true }),
  },
  keptWhileUsed: true,
  access: { everyone: true },
  sort: 'position',
})
