import { refuse, type SetOutcome, type UnitOfWork } from '@lianke/kernel'
import { staff } from '@lianke/organisation/contract'
import { workItem } from '../objects/work-item.object.ts'
import { ledBy } from '../queries/led-by.query.ts'
import { giveItems } from './give-items.ts'

/** What becomes of items that somebody wants given to another: those that changed hands, and why the others did not. */
export interface Reassigned {
  readonly changed: readonly string[]
  readonly refused: SetOutcome['refused']
}

/** Items change hands: those that the actor oversees, by what he may see (`seen`) or because he leads who has them. */
export const reassignItems = async (
  work: UnitOfWork,
  ids: readonly string[],
  { to, seen }: { readonly to: string; readonly seen: ReadonlySet<string> },
): Promise<Reassigned> => {
  const items = await work.system.records.find(workItem, ids, { forUpdate: true })
  const led = await ledBy(work, work.actor.id)
  const people = await work.system.records.find(staff, [
    ...new Set([
      to,
      ...[...items.values()].flatMap(({ owner, answered_by }) => [owner, answered_by].flatMap((one) => one ?? [])),
    ]),
  ])
  const nameOf = (id: string | null | undefined) => people.get(id ?? '')?.name ?? '—'
  const next =
    people.get(to) ?? refuse('record.not_found', { status: 404, problems: [{ path: '/to', code: 'record.not_found' }] })
  if (next.status === 'left')
    refuse('work_item.to_leaver', { params: { who: next.name }, problems: [{ path: '/to', code: 'work_item.to_leaver' }] })
  const refused: SetOutcome['refused'][number][] = []
  const given = ids.flatMap((id) => {
    const item = items.get(id)
    const has = item ? (item.owner === null ? (item.candidates ?? []) : [item.owner]) : []
    const why = !item
      ? { code: 'record.not_found' }
      : !seen.has(id) && !has.some((one) => led.has(one))
        ? { code: 'work_item.not_their_manager', params: { title: item.title, who: nameOf(has[0]) } }
        : item.status === 'answered'
          ? {
              code: 'work_item.already_answered',
              params: { title: item.title, who: nameOf(item.answered_by), said: item.outcome_said ?? '' },
            }
          : item.status !== 'open'
            ? { code: 'work_item.is_closed', params: { title: item.title } }
            : null
    if (why) refused.push({ id, ...why })
    return item && !why && item.owner !== to ? [{ item, to }] : []
  })
  await giveItems(work, given)
  return { changed: given.map(({ item }) => item.id), refused }
}
