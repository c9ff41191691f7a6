import { type FieldProblem, type TypeContext, type Outcome } from '@lianke/kernel'
import type { Asked } from './asked.rule.ts'
import { readForm } from './form.rule.ts'

/** An item as far as an answer goes. */
export interface Answerable {
  readonly status: string
  readonly owner: string | null
  readonly candidates: readonly string[]
  readonly asked: Asked
}
/** What somebody answers. */
export interface Answer {
  readonly outcome: string
  readonly note?: string | undefined
  readonly form?: Readonly<Record<string, unknown>> | undefined
}
interface Judged {
  readonly outcome: Outcome
  readonly values: Readonly<Record<string, unknown>>
}
interface Refused {
  readonly code: string
  readonly problems?: readonly FieldProblem[]
}

/** May this colleague answer: whoever has it, or, while nobody has, whoever may take it. */
export const mayAnswer = ({ owner, candidates }: Pick<Answerable, 'owner' | 'candidates'>, who: string): boolean =>
  owner === null ? candidates.includes(who) : owner === who

/** What becomes of an answer, or why it is none. */
export const judgeAnswer = (item: Answerable, who: string, answer: Answer, context: TypeContext): Judged | Refused => {
  if (item.status === 'answered') return { code: 'work_item.already_answered' }
  if (item.status !== 'open') return { code: 'work_item.is_closed' }
  if (!mayAnswer(item, who)) return { code: 'work_item.not_yours' }
  const outcome = item.asked.outcomes.find(({ key }) => key === answer.outcome)
  if (!outcome) return { code: 'work_item.no_such_outcome', problems: [{ path: '/outcome', code: 'work_item.no_such_outcome' }] }
  if (outcome.note === 'required' && !answer.note?.trim())
    return { code: 'work_item.note_missing', problems: [{ path: '/note', code: 'work_item.note_missing' }] }
  const { values, problems } = readForm(item.asked.form, answer.form ?? {}, context)
  return problems.length > 0 ? { code: 'work_item.form_unfit', problems } : { outcome, values }
}
