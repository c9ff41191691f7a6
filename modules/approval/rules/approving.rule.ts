import { idIn, type Label, label, oneOf, type Outcome, textIn, textsIn } from '@lianke/kernel'
import { type EdgeRules, emptyWays, repeatWays, sameWays } from './plan-seats.rule.ts'
import { type Mode, modes } from './seat.rule.ts'

const approverTypes = ['superior', 'superiors', 'colleagues', 'head', 'role', 'owner', 'chosen'] as const
/** Who approves at a step, as it says it. */
export interface ApproverRule {
  readonly who: (typeof approverTypes)[number]
  /** Of a superior: which; of superiors: how many, null: to the top. */
  readonly level: number | null
  readonly colleagues: readonly string[]
  readonly role: string | null
  readonly department: string | null
}
/** What a step says, read from its settings. */
export interface Approving extends ApproverRule, EdgeRules {
  readonly name: string
  readonly mode: Mode
  /** Must something be said with it? */
  readonly opinion: 'rejecting' | 'always' | 'never'
  /** Where a request that is sent back goes. */
  readonly returns: 'submitter' | 'previous' | 'never'
  /** Fields that its approvers may change. */
  readonly editable: readonly string[]
}

type Config = Readonly<Record<string, unknown>>
const idsIn = (given: unknown): readonly string[] => (Array.isArray(given) ? given.flatMap((one) => idIn(one) ?? []) : [])

/** The settings of a step. */
export const approvingIn = (config: Config): Approving => {
  const who = oneOf(approverTypes, config.who) ?? 'superior'
  const level = Number(config.level)
  return {
    name: textIn(config.name)?.trim() ?? '',
    who,
    level: Number.isInteger(level) && level > 0 ? level : who === 'superior' ? 1 : null,
    colleagues: idsIn(config.colleagues),
    role: idIn(config.role),
    department: idIn(config.department),
    mode: who === 'superiors' ? 'in_order' : (oneOf(modes, config.mode) ?? 'all'),
    empty: oneOf(emptyWays, config.empty) ?? 'administrator',
    fallback: idIn(config.fallback),
    same: oneOf(sameWays, config.same) ?? 'superior',
    repeat: oneOf(repeatWays, config.repeat) ?? 'each',
    opinion: oneOf(['rejecting', 'always', 'never'] as const, config.opinion) ?? 'rejecting',
    returns: oneOf(['submitter', 'previous', 'never'] as const, config.returns) ?? 'submitter',
    editable: textsIn(config.editable),
  }
}

const calledBy: Readonly<Record<ApproverRule['who'], Label>> = {
  superior: label('上级审批', 'Superior'),
  superiors: label('逐级审批', 'Superiors'),
  colleagues: label('指定同事审批', 'Named colleagues'),
  head: label('部门负责人审批', 'Head of department'),
  role: label('角色审批', 'Members of a role'),
  owner: label('负责人审批', 'Owner'),
  chosen: label('自选审批人', 'Chosen approvers'),
}
/** What a step is called: by its own name, else by who approves. */
export const stepName = ({ name, who }: Pick<Approving, 'name' | 'who'>, locale: 'zh-CN' | 'en'): string =>
  name || (locale === 'en' ? calledBy[who].en : calledBy[who].zh)

/** The buttons of whoever is asked. */
export const outcomesFor = ({ opinion, returns }: Pick<Approving, 'opinion' | 'returns'>): readonly Outcome[] => {
  const note = opinion === 'always' ? 'required' : 'optional'
  const refusing = opinion === 'never' ? 'optional' : 'required'
  const back: Outcome = { key: 'return', label: label('退回', 'Return'), note: 'required', tone: 'plain' }
  return [
    { key: 'approve', label: label('同意', 'Approve'), note, tone: 'good' },
    { key: 'reject', label: label('驳回', 'Reject'), note: refusing, tone: 'bad' },
    ...(returns === 'never' ? [] : [back]),
  ]
}

/** What an approver said, by the button that he pressed; null: none of this step's. */
export const saidBy = (outlet: string): 'approved' | 'rejected' | 'returned' | 'expired' | null =>
  (({ approve: 'approved', reject: 'rejected', return: 'returned', timeout: 'expired' }) as const)[outlet] ?? null
