import { type DefinitionChange, refuse, type SaidOver, type UnitOfWork } from '@lianke/kernel'
import type { Model } from '../model/model.ts'
import { lockChange, lockOverlay } from './overlay-store.ts'
import { takeBack } from './overlay.rule.ts'
import { checkSaid, keepSaid } from './say-over.ts'

/** A change that may be taken back. Refuses `overlay.change_unknown`, `overlay.undone_already`. */
export const openChange = async (work: UnitOfWork, id: string): Promise<DefinitionChange> => {
  const change = (await lockChange(work, id)) ?? refuse('overlay.change_unknown', { status: 404 })
  if (change.undone_by !== null) refuse('overlay.undone_already', { status: 409 })
  return change
}

/** Takes one change of what is said back, and no other. Refuses `overlay.changed_since` where the same was changed again. */
export const undoSaid = async (work: UnitOfWork, model: Model, change: DefinitionChange): Promise<void> => {
  const { id, object, field } = change
  const now = await lockOverlay(work, object, field)
  const said: [SaidOver, SaidOver] = [change.before ?? {}, change.after ?? {}]
  const after = takeBack(now.said, ...said) ?? refuse('overlay.changed_since', { status: 409 })
  checkSaid(work, model, object, field, after)
  await keepSaid(work, model, { object, field, before: now.said, after, undoes: id })
}
