import {
  anySubject,
  type ChannelDefinition,
  defineEvent,
  defineModule,
  type EventDefinition,
  integer,
  label,
  type ModuleDefinition,
  type ProcessDefinition,
  type StepDefinition,
  text,
  withChannels,
} from '@lianke/kernel'
import { addRecord } from './commands/enter.commands.ts'
import { kindCommands } from './commands/kind.commands.ts'
import { processMigrations } from './process.migration.ts'
import { oldRuns } from './retentions/ended-runs.retention.ts'
import { endedRuns } from './retentions/runs.retention.ts'
import { hookRoute } from './routes/hook.route.ts'
import { wordsOfKind } from './rules/kind-words.rule.ts'
import { listenedByProcesses } from './statements/enter-runs.statement.ts'
import { runCommandStep } from './steps/run-command.step.ts'
import { setFieldsStep } from './steps/set-fields.step.ts'
import { callProcessStep } from './steps/call-process.step.ts'
import { eachMax, forEachStep } from './steps/for-each.step.ts'
import { httpRequestStep } from './steps/http-request.step.ts'
import { credential } from './objects/credential.object.ts'
import { branchStep } from './steps/branch.step.ts'
import { exitStep } from './steps/exit.step.ts'
import { splitStep } from './steps/split.step.ts'
import { waitStep } from './steps/wait.step.ts'
import { waitUntilStep } from './steps/wait-until.step.ts'

export { processCalls } from './process-calls.ts'
export { processEngine } from './process.engine.ts'

const ownSteps: readonly StepDefinition[] = [
  waitStep,
  waitUntilStep,
  branchStep,
  splitStep,
  exitStep,
  setFieldsStep,
  runCommandStep,
  callProcessStep,
  forEachStep,
  httpRequestStep,
]

/** What is done with a definition's runs by hand; beginning and end of each, where a kind tells them. */
const eventsOf = ({ name, label: said, words, policies }: ProcessDefinition): EventDefinition[] => {
  const fields = { [name]: text(said), version: integer(label('版本', 'Version')), run: text(label('运行', 'Run')) }
  const many = { [name]: text(said), count: integer(label('数量', 'Count')) }
  const byHand = [
    defineEvent({ name: `${name}.enrolled`, label: words.enrol, icon: 'route', fields: many }),
    defineEvent({
      name: `${name}.retried`,
      label: label('重试失败的运行', 'Failed runs retried'),
      icon: 'refresh',
      fields: many,
    }),
  ]
  if (!policies.told) return byHand
  const quiet = policies.told === 'quiet' ? ({ quiet: true } as const) : {}
  return [
    ...byHand,
    defineEvent({ name: `${name}.entered`, label: words.entered, icon: 'route', fields, ...quiet }),
    defineEvent({
      name: `${name}.ended`,
      label: words.ended,
      icon: 'route',
      ...quiet,
      fields: { ...fields, reason: text(label('原因', 'Reason')) },
    }),
  ]
}

interface Product {
  readonly kinds: readonly ProcessDefinition[]
  /** The steps of all modules, because a graph is judged by the steps it uses. */
  readonly steps: readonly StepDefinition[]
  /** What steps send by. */
  readonly channels: readonly ChannelDefinition[]
}

/** Processes for the model: the acts, events and words of each kind of the product. */
export const processModule = ({ kinds, steps, channels }: Product): ModuleDefinition => {
  const known = new Map([...ownSteps, ...steps].map((step) => [step.name, withChannels(step, channels)]))
  return defineModule({
    name: 'process',
    label: label('流程引擎', 'Processes'),
    objects: [credential],
    steps: ownSteps,
    actsOn: (object) =>
      object.hidden || object.ledger || object.partOf || kinds.some((kind) => kind.object === object.name)
        ? []
        : kinds
            .filter(({ subject, enteredBy }) => subject === anySubject && enteredBy !== 'act')
            .flatMap((kind) => addRecord(kind, object.name)),
    namespaces: kinds.map(({ name }) => name),
    commands: kinds.flatMap((kind) => kindCommands(kind, { kinds, steps: known, channels })),
    migrations: processMigrations,
    listens: { ofSomebody: true, ask: listenedByProcesses },
    retentions: [endedRuns, oldRuns],
    routes: [hookRoute(kinds)],
    events: kinds.flatMap(eventsOf),
    words: {
      ...Object.assign({}, ...kinds.map(wordsOfKind)),
      'refusal.process.no_person': label('这条记录没有关联客户', 'The record belongs to no person'),
      'refusal.process.bad_input': label('操作「{command}」的内容不对', 'What “{command}” is told is wrong'),
      'refusal.process.hook_refused': label(
        '地址或密钥不对，或流程没有在运行',
        'The address or its secret is wrong, or the process is not running',
      ),
      'refusal.process.hook_names_many': label(
        '请求指向的记录超过 {max} 条，一条也没有开始；请用能区分记录的字段',
        'The request names more than {max} records, so none was started; use a field that tells them apart',
      ),
      'refusal.process.hook_bad_value': label(
        '请求里 {path} 不是文字、数字或是否，或超过 2000 字',
        'What the request says at {path} is no text, number or yes or no, or is longer than 2000 characters',
      ),
      'refusal.process.hook_names_nothing': label('请求里没有 {path}', 'The request says nothing at {path}'),
      'refusal.process.http_no_answer': label('对方没有应答', 'The program did not answer'),
      'refusal.process.http_not_now': label('对方暂时不能处理', 'The program said: not now'),
      'refusal.process.http_too_long': label('对方的答复太长', 'The answer is too long'),
      'refusal.process.http_bad_value': label(
        '答复里要取的值不是文字、数字或是否，或太长',
        'A value of the answer is no text, number or yes or no, or too long',
      ),
      'refusal.process.http_other_host': label('凭据不是给这个主机的', 'The credential is for another host'),
      'refusal.process.http_no_credential': label('凭据已被删除', 'The credential was deleted'),
      'refusal.process.called_not_running': label('被调用的流程没有在运行', 'The process that it calls is not running'),
      'refusal.process.too_many_records': label(
        `逐条处理最多 ${eachMax} 条，一条也没有开始；请加条件`,
        `More than ${eachMax} records, so none was begun; add a condition`,
      ),
      'refusal.process.no_step': label('没有这种步骤：{step}', 'There is no such step: {step}'),
    },
  })
}
