import { datetime, defineObject, integer, json, label, longText, option, personObject, select, text } from '@lianke/kernel'

/** People who match a filter, kept up to date by the segment engine. */
export const segment = defineObject({
  name: 'marketing.segment',
  label: label('分群', 'Segment'),
  plural: label('分群', 'Segments'),
  icon: 'filter',
  title: 'name',
  fields: {
    name: text(label('名称', 'Name'), { required: true, max: 120, unique: true, search: 'name', inList: true }),
    description: longText(label('说明', 'Description'), { max: 500, inList: true }),
    filter: json(label('条件', 'Filter'), { required: true, hidden: true, default: { and: [] } }),
    include: json(label('固定加入', 'Always included'), { hidden: true }),
    exclude: json(label('固定排除', 'Always excluded'), { hidden: true }),
    status: select(label('状态', 'Status'), {
      required: true,
      default: 'draft',
      indexed: true,
      inList: true,
      options: [
        option('draft', '草稿', 'Draft', 'grey'),
        option('active', '启用', 'Active', 'green'),
        option('paused', '暂停', 'Paused', 'orange'),
      ],
    }),
    member_count: integer(label('人数', 'Members'), { min: 0, max: 2_000_000_000, readOnly: true, inList: true }),
    refreshed_at: datetime(label('更新时间', 'Refreshed at'), { readOnly: true, inList: true }),
  },
  access: { everyone: true },
  written: { member_count: 'commands', refreshed_at: 'commands' },
  states: {
    field: 'status',
    initial: ['draft', 'active'],
    moves: { draft: ['active'], active: ['paused', 'draft'], paused: ['active', 'draft'] },
  },
  mirrored: false,
  holds: [
    { kind: 'filter', field: 'filter', over: personObject, analytics: true, engine: true },
    { kind: 'records', field: 'include' },
    { kind: 'records', field: 'exclude' },
  ],
  keptWhileUsed: true,
  sort: 'name',
})
