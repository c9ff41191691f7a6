import { approvingStep, askingStep, isObject, label, outcomesIn, type ProcessNode, textIn, type Meta } from '@lianke/kernel'
import { eventObjectName } from '../../base/client/event-object.ts'
import { useModel } from '../../base/client/meta.ts'
import { useModelWords, useText } from '../../base/i18n/i18n.ts'
import { branchesIn, sharesIn } from './outlet-config.ts'
import { useKind } from './process-kind.ts'
import { useBranchWords } from './use-branch-words.ts'
import { useTriggerWords } from './use-trigger-words.ts'

export type Step = Meta['steps'][number]
export interface GraphProblem {
  readonly path: string
  readonly code: string
  readonly params?: Readonly<Record<string, unknown>>
}

export const groupLabels: Readonly<Record<string, ReturnType<typeof label>>> = {
  flow: label('流程', 'Flow'),
  message: label('触达', 'Reach out'),
  task: label('任务', 'Tasks'),
  record: label('资料', 'Records'),
  approval: label('审批', 'Approval'),
}
const units: Readonly<Record<string, ReturnType<typeof label>>> = {
  minute: label('分钟', 'minutes'),
  hour: label('小时', 'hours'),
  day: label('天', 'days'),
  week: label('周', 'weeks'),
  working_hour: label('工作小时', 'working hours'),
  working_day: label('个工作日', 'working days'),
}
const outlets: Readonly<Record<string, ReturnType<typeof label>>> = {
  next: label('', ''),
  else: label('其他', 'Otherwise'),
  rest: label('其余', 'The rest'),
  event: label('发生了', 'It happened'),
  timeout: label('超时', 'Time is up'),
  approved: label('同意', 'Approved'),
  rejected: label('驳回', 'Rejected'),
}
/** Ways out that one step calls otherwise than the others. */
const ownOutlets: Readonly<Record<string, ReturnType<typeof label>>> = {
  'flow.http_request else': label('没有成功', 'Not successful'),
}

/** The name that a step was given; of those that have one. */
const ownName = ({ step, config }: Pick<ProcessNode, 'step' | 'config'>): string =>
  step === approvingStep ? (textIn(config.name)?.trim() ?? '') : ''

/** Steps, ways out, triggers and problems in the reader's words. */
export const useProcessWords = () => {
  const text = useText()
  const said = useModelWords()
  const model = useModel()
  const branchSaid = useBranchWords()
  const { subject } = useKind()
  const trigger = useTriggerWords()
  const steps = new Map(model.steps.map((step) => [step.name, step]))
  const step = (name: string) => text(steps.get(name)?.label) || name
  /** A step by the name that it was given, else by what it is. */
  const called = (node: Pick<ProcessNode, 'step' | 'config'>) => ownName(node) || step(node.step)
  const event = (name: unknown) => text(model.event(String(name ?? ''))?.label) || String(name ?? '')
  const outlet = (node: Pick<ProcessNode, 'step' | 'config'>, name: string): string => {
    const known = ownOutlets[`${node.step} ${name}`] ?? outlets[name]
    if (known) return text(known)
    const outcome = node.step === askingStep ? outcomesIn(node.config.outcomes).find(({ key }) => key === name) : undefined
    if (outcome) return text(outcome.label)
    const branches = branchesIn(node.config)
    const turn = branches.findIndex((one) => one.outlet === name)
    const branch = branches[turn]
    if (branch) return branchSaid(branch) || text(label('分支 {n}', 'Branch {n}'), { n: turn + 1 })
    const share = sharesIn(node.config).find((one) => one.outlet === name)
    return share ? `${name.toUpperCase()} ${share.percent}%` : name
  }
  /** What a step does, in one line. */
  const says = ({ step: name, config }: Pick<ProcessNode, 'step' | 'config'>): string => {
    const waits =
      config.amount === undefined || config.amount === null
        ? ''
        : `${config.amount} ${text(units[String(config.unit ?? 'day')])}${config.at ? ` · ${config.at}` : ''}`
    if (name === 'flow.wait') return waits
    if (name === 'flow.wait_until')
      return [event(config.event), waits && text(label('最多 {time}', 'at most {time}'), { time: waits })]
        .filter(Boolean)
        .join(' · ')
    if (name === 'flow.branch') return branchesIn(config).map(branchSaid).filter(Boolean).join(' / ')
    if (name === 'flow.split')
      return sharesIn(config)
        .map((one) => `${one.outlet.toUpperCase()} ${one.percent}%`)
        .join(' / ')
    if (name === 'flow.http_request') return `${config.method ?? ''} ${config.url ?? ''}`.trim()
    if (name === 'flow.for_each') return text(model.object(String(config.object ?? ''))?.label)
    if (name === 'update_field') return text(model.fieldAt(subject, String(config.field ?? ''))?.label)
    if (name === 'record.set_fields')
      return Object.keys(isObject(config.values) ? config.values : {})
        .map((field) => text(model.fieldAt(subject, field)?.label) || field)
        .join('、')
    if (name === 'record.run_command')
      return text(model.commands.find((command) => command.name === config.command)?.label) || String(config.command ?? '')
    const telling = config.text ?? config.title ?? config.tags ?? config.reason
    return Array.isArray(telling) ? telling.join('、') : String(telling ?? '')
  }
  const problem = ({ code, params = {} }: GraphProblem, stepName?: string): string => {
    const field = params.field === undefined ? undefined : steps.get(stepName ?? '')?.fields[String(params.field)]
    return said(`refusal.${code}`, { ...params, ...(field ? { field: text(field.label) } : {}) })
  }
  /** Why somebody could not be served: a refusal in words, a fault as it was said. */
  const failure = (told: string): string => (/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/.test(told) ? said(`refusal.${told}`) : told)
  return { steps, step, called, event, outlet, says, trigger, problem, failure, eventObject: eventObjectName }
}
