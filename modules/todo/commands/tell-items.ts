import { type EventDefinition, type Filling, Refusal, type Sight, type UnitOfWork } from '@lianke/kernel'
import { workItem } from '../objects/work-item.object.ts'
import { type About, fillingsOf } from '../queries/fillings.query.ts'
import { askedIn, openTitle } from '../rules/asked.rule.ts'

/** What is told of one item, to one colleague or to nobody in particular. */
interface Told {
  readonly item: About & { readonly id: string; readonly person: string | null }
  readonly event: EventDefinition
  readonly payload: Readonly<Record<string, unknown>>
  readonly to: string | null
}

/** Those of these records that somebody may see; none where they may see nothing of the kind. */
const visible = async (sight: Sight, object: string, ids: readonly string[]): Promise<readonly string[]> => {
  try {
    const { data } = await sight.list(object, {
      filter: { field: 'id', op: 'in', value: ids },
      fields: ['id'],
      limit: ids.length,
    })
    return data.map(({ id }) => id)
  } catch (error) {
    if (error instanceof Refusal && error.status === 403) return []
    throw error
  }
}

/** Of the records that colleagues are told of, those that each of them may see: a statement per colleague and object. */
const seenBy = async (work: UnitOfWork, told: readonly Told[]): Promise<(one: Told) => boolean> => {
  const seen = new Set<string>()
  for (const [staff, some] of Map.groupBy(told, ({ to }) => to)) {
    if (staff === null) continue
    const sight = await work.sightOf(staff)
    for (const [object, about] of Map.groupBy(some, ({ item }) => item.subject_object)) {
      const ids = [...new Set(about.map(({ item }) => item.subject))]
      for (const id of await visible(sight, object, ids)) seen.add(`${staff} ${object} ${id}`)
    }
  }
  return ({ to, item }) => to === null || seen.has(`${to} ${item.subject_object} ${item.subject}`)
}

/**
 * Tells of items. A title travels unfilled beside its values, so that everybody reads in it what they may see of the record; whoever may not see
 * the record at all is told it without them.
 */
export const tellItems = async (work: UnitOfWork, told: readonly Told[]): Promise<void> => {
  const fills = await fillingsOf(
    work,
    told.map(({ item }) => item),
  )
  const filled = told.map((one, at): Told & { fill: Filling | null } => ({ ...one, fill: fills[at] ?? null }))
  const sees = await seenBy(
    work,
    filled.filter(({ fill }) => fill !== null),
  )
  for (const one of filled) {
    const { item, event, payload, fill } = one
    const asked = askedIn(item.asked)
    const title = fill && sees(one) ? { title: asked.title, fill } : { title: openTitle(asked) }
    await work.emit({
      name: event.name,
      subject: { object: workItem.name, id: item.id },
      person: item.person,
      payload: { ...payload, ...title },
    })
  }
}
