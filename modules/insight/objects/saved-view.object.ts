import { boolean, defineObject, integer, json, label, option, select, text } from '@lianke/kernel'

/** A way of looking at an object: filter, columns, sort, layout. Shared ones are for everyone. */
export const savedView = defineObject({
  name: 'insight.saved_view',
  label: label('视图', 'Saved view'),
  plural: label('视图', 'Saved views'),
  icon: 'layout-list',
  title: 'name',
  fields: {
    name: text(label('名称', 'Name'), { required: true, max: 80, inList: true }),
    object: text(label('对象', 'Object'), { required: true, max: 120, indexed: true, fixed: true, inList: true }),
    layout: select(label('样式', 'Layout'), {
      required: true,
      default: 'table',
      options: [option('table', '表格', 'Table'), option('board', '看板', 'Board'), option('calendar', '日历', 'Calendar')],
    }),
    filter: json(label('条件', 'Filter'), { hidden: true }),
    sort: json(label('排序', 'Sort'), { hidden: true }),
    columns: json(label('列', 'Columns'), { hidden: true }),
    group_by: text(label('分组', 'Group by'), { max: 60 }),
    density: text(label('密度', 'Density'), { max: 20 }),
    shared: boolean(label('共享', 'Shared'), { default: false, inList: true }),
    position: integer(label('顺序', 'Position'), { min: 0, max: 10_000, default: 0 }),
  },
  access: { everyone: 'shared' },
  mirrored: false,
  holds: [
    { kind: 'filter', field: 'filter', over: { field: 'object' } },
    { kind: 'paths', field: 'columns', over: { field: 'object' } },
    { kind: 'paths', field: 'sort', over: { field: 'object' } },
    { kind: 'paths', field: 'group_by', over: { field: 'object' } },
  ],
  hidden: true,
  sort: 'position',
  keeps: 'views',
})
