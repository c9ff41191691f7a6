import {
  type ChannelDefinition,
  defineEvent,
  defineModule,
  integer,
  label,
  type ModuleDefinition,
  type StepDefinition,
  text,
  withChannels,
} from '@lianke/kernel'
import { journeyCommands } from './commands/journey.commands.ts'
import { journeyMigrations } from './journey.migration.ts'
import { endedRuns } from './retentions/runs.retention.ts'
import { branchStep } from './steps/branch.step.ts'
import { exitStep } from './steps/exit.step.ts'
import { splitStep } from './steps/split.step.ts'
import { waitStep } from './steps/wait.step.ts'
import { waitUntilStep } from './steps/wait-until.step.ts'

export { journey, journeyFacts } from './journey.engine.ts'
export { moveRuns } from './move-runs.ts'
export { draftProblems, type Graph, type Reentry, type Trigger } from './rules/graph.rule.ts'
export { enterRuns, liveVersions } from './statements/enter-runs.statement.ts'

const flowSteps: readonly StepDefinition[] = [waitStep, waitUntilStep, branchStep, splitStep, exitStep]
const runFields = {
  journey: text(label('旅程', 'Journey')),
  version: integer(label('版本', 'Version')),
  run: text(label('运行', 'Run')),
}

/** Journeys for the model. `others`: the steps of all modules, because a graph is judged by the steps it uses; `channels`: what they send by. */
export const journeyModule = (
  others: readonly StepDefinition[] = [],
  channels: readonly ChannelDefinition[] = [],
): ModuleDefinition =>
  defineModule({
    name: 'journey',
    label: label('旅程引擎', 'Journeys'),
    steps: flowSteps,
    commands: journeyCommands(
      new Map([...flowSteps, ...others].map((step) => [step.name, withChannels(step, channels)])),
      channels,
    ),
    migrations: journeyMigrations,
    retentions: [endedRuns],
    events: [
      defineEvent({ name: 'journey.entered', label: label('进入旅程', 'Entered a journey'), icon: 'route', fields: runFields }),
      defineEvent({
        name: 'journey.ended',
        label: label('结束旅程', 'Ended a journey'),
        icon: 'route',
        fields: { ...runFields, reason: text(label('原因', 'Reason')) },
      }),
    ],
    words: {
      'refusal.journey.not_publishable': label(
        '旅程还不能发布，请看各节点上的问题',
        'The journey cannot be published yet; see the problems at its nodes',
      ),
      'refusal.journey.wrong_state': label(
        '旅程当前是「{status}」，不能这样操作',
        'The journey is “{status}”; this cannot be done now',
      ),
      'refusal.journey.not_entered': label('已在这个旅程里，或不能再次进入', 'Already in this journey, or may not enter again'),
      'refusal.journey.not_running': label('旅程没有在运行', 'The journey is not running'),
      'refusal.journey.unknown_step': label('没有这种步骤：{step}', 'There is no such step: {step}'),
      'refusal.journey.missing_setting': label('还没有填写 {field}', '{field} is not filled in'),
      'refusal.journey.no_way_out': label('这个节点没有出口', 'This node has no way out'),
      'refusal.journey.unknown_outlet': label('这个节点没有出口「{outlet}」', 'This node has no way out “{outlet}”'),
      'refusal.journey.points_nowhere': label('连到了不存在的节点', 'It leads to a node that does not exist'),
      'refusal.journey.circle_without_wait': label('循环里没有等待，会永远转下去', 'A circle without a wait would never end'),
      'refusal.journey.no_trigger': label('还没有设置触发条件', 'No trigger is set'),
      'refusal.journey.empty': label('画布上还没有步骤', 'There are no steps yet'),
      'refusal.journey.too_many_nodes': label('最多 {max} 个节点', 'At most {max} nodes'),
      'refusal.journey.bad_node': label('节点格式有误', 'The node is malformed'),
      'refusal.journey.double_node': label('节点编号重复：{node}', 'The node id {node} is used twice'),
      'refusal.journey.no_entry': label('没有起点', 'There is no first node'),
    },
  })
