import { defineObject, integer, label, longText, option, percent, reference, select, text } from '@lianke/kernel'

/** A step of a pipeline; `kind` says whether the deal is still open there. */
export const stage = defineObject({
  name: 'sales.stage',
  label: label('销售阶段', 'Stage'),
  plural: label('销售阶段', 'Stages'),
  icon: 'list-ordered',
  title: 'name',
  fields: {
    pipeline: reference(label('销售流程', 'Pipeline'), 'sales.pipeline', {
      required: true,
      inList: true,
      fixed: true,
      onDelete: 'cascade',
    }),
    name: text(label('名称', 'Name'), { required: true, max: 80, inList: true }),
    position: integer(label('顺序', 'Position'), { min: 0, max: 1000, inList: true }),
    probability: percent(label('赢率', 'Probability'), { min: 0, max: 100, default: '0', inList: true }),
    kind: select(label('性质', 'Kind'), {
      required: true,
      default: 'open',
      inList: true,
      options: [
        option('open', '进行中', 'Open', 'blue'),
        option('won', '赢单', 'Won', 'green'),
        option('lost', '输单', 'Lost', 'red'),
      ],
    }),
    guidance: longText(label('阶段要点', 'Guidance'), { max: 2000 }),
  },
  keptWhileUsed: true,
  access: { everyone: true },
  uniqueTogether: [['pipeline', 'name']],
  partOf: { object: 'sales.pipeline', reference: 'pipeline' },
  sort: 'position',
})
