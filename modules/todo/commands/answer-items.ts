import { type RowOf, type SetOutcome, type TypeContext, type UnitOfWork, type Outcome } from '@lianke/kernel'
import { workItemAnswered } from '../events/work-item.events.ts'
import { workItem } from '../objects/work-item.object.ts'
import { type Answer, judgeAnswer } from '../rules/answer.rule.ts'
import { askedIn } from '../rules/asked.rule.ts'
import { tellItems } from './tell-items.ts'

type Item = RowOf<typeof workItem>
/** Why an item was not answered, as `refuse` takes it. */
export interface AnswerRefused {
  readonly id: string
  readonly code: string
  readonly item: Item | null
  readonly problems: readonly { readonly path: string; readonly code: string }[]
}

const contextOf = ({ zone, locale, currency, phoneRegion }: UnitOfWork): TypeContext => ({
  zone,
  locale,
  baseCurrency: currency,
  region: phoneRegion,
})

const saidIn = ({ locale }: UnitOfWork, { label }: Outcome): string => (locale === 'en' ? label.en : label.zh)

/** Records that items are about and that are not there any more, a statement per object. */
const goneSubjects = async (work: UnitOfWork, items: readonly Item[]): Promise<ReadonlySet<string>> => {
  const gone = new Set<string>()
  for (const [object, about] of Map.groupBy(items, (item) => item.subject_object)) {
    const ids = [...new Set(about.map(({ subject }) => subject))]
    const known = work.objects(({ name }) => name === object).length > 0
    const there = known ? await work.system.records.find(object, ids, { fields: ['id'] }) : new Map()
    for (const id of ids) if (!there.has(id)) gone.add(id)
  }
  return gone
}

/**
 * Answers items in the name of whoever acts, each once: they are locked first, so that of two answers the second meets the first. Tells the
 * runs that wait. Answers what was done and why the rest was not.
 */
export const answerItems = async (
  work: UnitOfWork,
  ids: readonly string[],
  answer: Answer,
): Promise<{ readonly changed: SetOutcome['changed']; readonly refused: readonly AnswerRefused[] }> => {
  const items = await work.system.records.find(workItem, [...new Set(ids)], { forUpdate: true })
  const gone = await goneSubjects(work, [...items.values()])
  const who = work.actor.id
  const refused: AnswerRefused[] = []
  const done = ids.flatMap((id) => {
    const item = items.get(id)
    if (!item) {
      refused.push({ id, code: 'record.not_found', item: null, problems: [] })
      return []
    }
    const { status, owner, subject } = item
    const judged = judgeAnswer(
      { status, owner, candidates: item.candidates ?? [], asked: askedIn(item.asked) },
      who,
      answer,
      contextOf(work),
    )
    const code = 'code' in judged ? judged.code : gone.has(subject) ? 'work_item.subject_gone' : null
    if (code === null && 'outcome' in judged) return [{ item, ...judged }]
    refused.push({ id, code: code ?? '', item, problems: 'problems' in judged ? (judged.problems ?? []) : [] })
    return []
  })
  if (done.length > 0)
    await work.system.records.upsert({
      object: workItem.name,
      rows: done.map(({ item, outcome, values }) => ({
        id: item.id,
        status: 'answered',
        owner: who,
        outcome: outcome.key,
        outcome_said: saidIn(work, outcome),
        note: answer.note?.trim() || null,
        answers: values,
        answered_at: work.now,
        answered_by: who,
      })),
    })
  await tellItems(
    work,
    done.map(({ item, outcome }) => ({
      item,
      event: workItemAnswered,
      payload: {
        said: saidIn(work, outcome),
        note: answer.note?.trim() ?? '',
        staff: who,
        requester: item.requester,
        outlet: outcome.key,
        run: item.run,
      },
      to: item.requester,
    })),
  )
  return { changed: done.map(({ item }) => item.id), refused }
}
