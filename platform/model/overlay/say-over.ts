import { refuse, type SaidOver, type UnitOfWork } from '@lianke/kernel'
import type { Model } from '../model/model.ts'
import { insideOf } from '../unit-of-work/inside-work.ts'
import { checkFieldOverlay, checkObjectOverlay, knownObject, releasedField } from './check-overlay.ts'
import { refuseRemovedOptions } from './option-uses.ts'
import { definitionChanges, keepOverlay, lockOverlay, type StoredOverlay } from './overlay-store.ts'
import { alike, sayAlso } from './overlay.rule.ts'

/** A change of what is said of one thing: parts said anew, parts that are the release's again. */
export interface OverlayChange {
  readonly object: string
  /** Empty: of the object itself. */
  readonly field: string
  /** As it was read; 0: nothing was said yet. */
  readonly version: number
  readonly said: SaidOver
  readonly reset: readonly string[]
}

const byOf = ({ actor }: Pick<UnitOfWork, 'actor'>): string | null => (actor.kind === 'user' ? actor.id : null)

/** Held to the release: what may not be said is refused at its part. */
export const checkSaid = (work: UnitOfWork, model: Model, object: string, field: string, said: SaidOver): void =>
  field === ''
    ? checkObjectOverlay(model, object, said)
    : checkFieldOverlay(model, object, field, said, insideOf(work).unit.types)

/** Somebody else was first: told with what was changed since, so that nothing is written over unseen. */
const refuseStale = async (work: UnitOfWork, { object, field, version }: OverlayChange, now: StoredOverlay): Promise<void> => {
  if (now.version === version) return
  const since = await definitionChanges(work, { object, field, limit: Math.max(1, now.version - version) })
  refuse('overlay.stale', {
    status: 409,
    params: { current_version: now.version },
    extra: { current_version: now.version, said: now.said, changes: since },
  })
}

/** Says something over the release; `change`: null where it was said already. Refuses `overlay.*`; 409 `overlay.stale` with what somebody else changed in the meantime. */
export const sayOver = async (
  work: UnitOfWork,
  model: Model,
  change: OverlayChange,
): Promise<StoredOverlay & { readonly change: string | null }> => {
  const { object, field, said, reset } = change
  if (field === '') knownObject(model, object)
  else releasedField(model, object, field)
  const now = await lockOverlay(work, object, field)
  await refuseStale(work, change, now)
  const after = sayAlso(now.said, said, reset)
  if (alike(after, now.said)) return { ...now, change: null }
  checkSaid(work, model, object, field, after)
  const id = await keepSaid(work, model, { object, field, before: now.said, after })
  return { field, said: after, version: now.version + 1, change: id }
}

interface Kept {
  readonly object: string
  readonly field: string
  readonly before: SaidOver
  readonly after: SaidOver
  readonly undoes?: string
}
/** Keeps it and tells it. Answers the id of the change. */
export const keepSaid = async (work: UnitOfWork, model: Model, kept: Kept): Promise<string> => {
  await refuseRemovedOptions(work, model, kept)
  const id = await keepOverlay(work, { ...kept, by: byOf(work) })
  const { object, field, undoes } = kept
  await work.emit({ name: 'data.definition_changed', payload: { object, field, ...(undoes ? { undoes } : {}) } })
  return id
}
