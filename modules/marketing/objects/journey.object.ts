import { datetime, defineObject, integer, json, label, longText, option, select, text } from '@lianke/kernel'

/** A graph of steps that people walk through. A running person keeps the version it started with. */
export const journey = defineObject({
  name: 'marketing.journey',
  label: label('旅程', 'Journey'),
  plural: label('旅程', 'Journeys'),
  icon: 'route',
  title: 'name',
  fields: {
    name: text(label('名称', 'Name'), { required: true, max: 120, unique: true, search: 'name', inList: true }),
    description: longText(label('说明', 'Description'), { max: 500, inList: true }),
    status: select(label('状态', 'Status'), {
      required: true,
      default: 'draft',
      indexed: true,
      inList: true,
      options: [
        option('draft', '草稿', 'Draft', 'grey'),
        option('running', '运行中', 'Running', 'green'),
        option('paused', '暂停', 'Paused', 'orange'),
        option('ended', '已结束', 'Ended', 'red'),
      ],
    }),
    graph: json(label('流程', 'Graph'), { hidden: true }),
    trigger: json(label('触发', 'Trigger'), { hidden: true }),
    reentry: json(label('重复进入', 'Re-entry'), { hidden: true }),
    goal: json(label('目标', 'Goal'), { hidden: true }),
    exit: json(label('退出', 'Exit'), { hidden: true }),
    live_version: integer(label('当前版本', 'Live version'), { min: 0, max: 1_000_000, readOnly: true, inList: true }),
    started_at: datetime(label('开始时间', 'Started at'), { inList: true }),
  },
  access: { everyone: true },
  written: { status: 'commands', live_version: 'commands', started_at: 'commands' },
  states: {
    field: 'status',
    initial: ['draft'],
    moves: { draft: ['running'], running: ['paused', 'ended'], paused: ['running', 'ended'], ended: ['running'] },
  },
  mirrored: false,
  holds: [{ kind: 'journey', graph: 'graph', trigger: 'trigger', goal: 'goal', exit: 'exit', published: 'live_version' }],
  keptWhileUsed: true,
})
