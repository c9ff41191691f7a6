import { account, person } from '@lianke/customer/contract'
import {
  date,
  datetime,
  defineObject,
  label,
  longText,
  money,
  option,
  percent,
  reference,
  select,
  tags,
  text,
} from '@lianke/kernel'
import { stageOfDeal } from '../follows/stage.follow.ts'

/** A possible deal with an amount, a stage and a date. */
export const opportunity = defineObject({
  name: 'sales.opportunity',
  label: label('商机', 'Opportunity'),
  plural: label('商机', 'Opportunities'),
  icon: 'target',
  title: 'name',
  columns: ['account', 'stage', 'amount', 'close_on', 'next_step', 'owner'],
  fields: {
    name: text(label('名称', 'Name'), { required: true, max: 200, search: 'name', inList: true }),
    account: reference(label('企业', 'Account'), account, { inList: true, onDelete: 'refuse' }),
    person: reference(label('客户', 'Person'), person, { inList: true, onDelete: 'refuse' }),
    pipeline: reference(label('销售流程', 'Pipeline'), 'sales.pipeline', { onDelete: 'refuse' }),
    stage: reference(label('阶段', 'Stage'), 'sales.stage', { inList: true, onDelete: 'refuse' }),
    status: select(label('状态', 'Status'), {
      required: true,
      default: 'open',
      indexed: true,
      inList: true,
      options: [
        option('open', '进行中', 'Open', 'blue'),
        option('won', '赢单', 'Won', 'green'),
        option('lost', '输单', 'Lost', 'red'),
      ],
    }),
    amount: money(label('金额', 'Amount'), { min: 0, indexed: true, inList: true }),
    probability: percent(label('赢率', 'Probability'), { min: 0, max: 100 }),
    close_on: date(label('预计成交日', 'Expected close'), { indexed: true, inList: true }),
    closed_at: datetime(label('结束时间', 'Closed at')),
    stage_entered_at: datetime(label('进入阶段时间', 'Stage entered at')),
    type: text(label('类型', 'Type'), { max: 80 }),
    source: text(label('来源', 'Source'), { max: 120, indexed: true }),
    next_step: text(label('下一步', 'Next step'), { max: 500 }),
    lost_reason: select(label('输单原因', 'Lost because'), {
      options: [
        option('price', '价格', 'Price', 'orange'),
        option('competitor', '竞争对手', 'Competitor', 'red'),
        option('no_budget', '没有预算', 'No budget', 'grey'),
        option('timing', '时机不对', 'Timing', 'blue'),
        option('product', '产品不合适', 'Product fit', 'purple'),
        option('other', '其他', 'Other', 'grey'),
      ],
    }),
    competitor: text(label('竞争对手', 'Competitor'), { max: 200 }),
    tags: tags(label('标签', 'Tags')),
    description: longText(label('说明', 'Description'), { max: 32_000 }),
  },
  access: { inherit: 'person' },
  person: 'person',
  ratedOn: 'close_on',
  board: 'stage',
  calendar: { start: 'close_on' },
  createBy: 'opportunity.open',
  follows: stageOfDeal,
  written: { closed_at: 'commands', stage_entered_at: 'commands' },
  states: {
    field: 'status',
    initial: ['open'],
    moves: { open: ['won', 'lost'], won: ['open'], lost: ['open'] },
    guards: {
      won: [
        {
          name: 'amount',
          message: label('赢单需要金额', 'A won deal needs an amount'),
          field: 'amount',
          holds: ({ row }) => row.amount !== null,
        },
      ],
      lost: [
        {
          name: 'reason',
          message: label('请说明输单原因', 'Say why the deal was lost'),
          field: 'lost_reason',
          holds: ({ row }) => row.lost_reason !== null,
        },
      ],
    },
  },
  indexes: [
    ['owner', 'status', 'close_on'],
    ['stage', '-updated_at'],
  ],
  handedOver: true,
  often: 3,
})
