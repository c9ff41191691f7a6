import { defineModule, label } from '@lianke/kernel'
import { opportunityLose } from './commands/opportunity-lose.command.ts'
import { opportunityMoveStage } from './commands/opportunity-move-stage.command.ts'
import { opportunityOpen } from './commands/opportunity-open.command.ts'
import { opportunityReopen } from './commands/opportunity-reopen.command.ts'
import { opportunityWin } from './commands/opportunity-win.command.ts'
import { salesEvents } from './events/sales.events.ts'
import { opportunity } from './objects/opportunity.object.ts'
import { pipeline } from './objects/pipeline.object.ts'
import { stage } from './objects/stage.object.ts'
import { onDealTurned } from './reactions/on-deal-turned.reaction.ts'
import { standardPipeline } from './rules/standard-pipeline.rule.ts'
import { grants } from './roles/granted.role.ts'
import { newOpportunities } from './charts/new-opportunities.chart.ts'

/** Deals on their way. */
export const salesModule = defineModule({
  name: 'sales',
  label: label('商机', 'Sales'),
  area: 'sales',
  objects: [opportunity, pipeline, stage],
  grants,
  charts: [newOpportunities],
  events: salesEvents,
  commands: [opportunityOpen, opportunityMoveStage, opportunityWin, opportunityLose, opportunityReopen],
  reactions: [onDealTurned],
  beginnings: [{ object: 'sales.pipeline', rows: (locale) => [standardPipeline(locale)] }],
  words: {
    'refusal.opportunity.nobody': label('请选择客户或企业', 'Choose a person or an account'),
    'refusal.opportunity.no_pipeline': label(
      '还没有销售流程，请先在设置中建立',
      'There is no pipeline yet; make one in settings first',
    ),
    'refusal.opportunity.closed': label('商机 {name} 已结束，请先重新打开', 'Opportunity {name} is closed; open it again first'),
    'refusal.opportunity.still_open': label('商机 {name} 还在进行中', 'Opportunity {name} is still open'),
    'refusal.opportunity.no_stage_of_kind': label(
      '销售流程里没有这种性质的阶段（{kind}），请先添加',
      'The pipeline has no stage of this kind ({kind}); add one first',
    ),
    'refusal.stage.in_use': label('阶段「{stage}」里有商机，不能删除', 'Deals stand in stage “{stage}”; it cannot go'),
    'refusal.stage.kind_in_use': label(
      '阶段「{stage}」里有商机，不能改变性质',
      'Deals stand in stage “{stage}”; its kind cannot change',
    ),
    'refusal.opportunity.foreign_stage': label('这个阶段不属于该商机的流程', 'This stage is not part of the pipeline'),
    'refusal.opportunity.close_by_command': label('请用赢单或输单结束商机', 'Close the opportunity by winning or losing it'),
    'refusal.opportunity.no_amount': label('赢单需要金额', 'A won deal needs an amount'),
  },
})
