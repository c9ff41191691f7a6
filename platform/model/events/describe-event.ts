import { type OwnEvent, refuse, type UnitOfWork } from '@lianke/kernel'
import type { Model } from '../model/model.ts'
import { refuseUses } from '../definitions/index.ts'
import { checkEventName, checkOwnEvent, type DescribedEvent, ownEventsMax } from './check-own-event.ts'
import { archiveOwnEvent, countOwnEvents, insertOwnEvent, lockOwnEvent, updateOwnEvent } from './own-event-store.ts'

type Given = Parameters<typeof checkOwnEvent>[0]
interface Change extends Partial<Omit<Given, 'name'>> {
  readonly version: number
  readonly archived?: boolean
}

const found = (name: string, event: OwnEvent | undefined): OwnEvent =>
  event ?? refuse('event.unknown', { status: 404, params: { name: name.slice(0, 100) } })

/** A new event of the company's own. Refuses `event.*`. */
export const defineOwnEvent = async (work: UnitOfWork, model: Model, given: Given): Promise<OwnEvent> => {
  checkEventName(model, given.name)
  const event = checkOwnEvent(given)
  if ((await countOwnEvents(work)) >= ownEventsMax) refuse('event.too_many', { params: { max: ownEventsMax } })
  const by = work.actor.kind === 'user' ? work.actor.id : null
  if (!(await insertOwnEvent(work, event, by)))
    refuse('event.exists', {
      status: 409,
      params: { name: event.name },
      problems: [{ path: '/name', code: 'event.exists', params: { name: event.name } }],
    })
  await work.emit({ name: 'data.event_defined', payload: { name: event.name } })
  return found(event.name, await lockOwnEvent(work, event.name))
}

/** What of a property others build on: that it is there, and of what type. */
const takenAway = (before: OwnEvent, after: DescribedEvent): readonly string[] =>
  Object.entries(before.fields).flatMap(([property, { type }]) => (after.fields[property]?.type === type ? [] : [property]))

/**
 * Other words, sources, properties; or off, or on again. What something is built on does not go: an event that is in use stays on, a property
 * that is in use keeps its type (409 `definition.in_use` with the places). Refuses `event.stale` when somebody else was first.
 */
export const changeOwnEvent = async (work: UnitOfWork, name: string, change: Change): Promise<OwnEvent> => {
  const before = found(name, await lockOwnEvent(work, name))
  if (before.version !== change.version) refuse('event.stale', { status: 409, params: { name } })
  const { archived = before.archived_at !== null, version: _version, ...rest } = change
  const isOff = before.archived_at !== null
  if (archived && !isOff) refuseUses(name, await work.records.uses({ event: name }))
  if (Object.keys(rest).length > 0) {
    const after = checkOwnEvent({ ...before, ...rest })
    for (const property of takenAway(before, after))
      refuseUses(`${name}.${property}`, await work.records.uses({ event: name, property }))
    await updateOwnEvent(work, after)
    await work.emit({ name: 'data.event_changed', payload: { name } })
  }
  if (archived !== isOff) {
    await archiveOwnEvent(work, name, archived)
    await work.emit({ name: archived ? 'data.event_archived' : 'data.event_restored', payload: { name } })
  }
  return found(name, await lockOwnEvent(work, name))
}
