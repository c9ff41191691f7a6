import { check, type UnitOfWork } from '@lianke/kernel'
import type { Unit } from '../records/unit.ts'

/** What the platform knows of a unit of work beside what modules are told. */
export interface Inside {
  readonly unit: Unit
  /** The same unit of work as commands are given it. */
  readonly acting: UnitOfWork
}
const known = new WeakMap<UnitOfWork, () => Inside>()

export const rememberInside = (work: UnitOfWork, inside: () => Inside): void => void known.set(work, inside)

/** The write path behind a unit of work; one that only reads has none. */
export const insideOf = (work: UnitOfWork): Inside => {
  const inside = known.get(work)
  check(inside, 'a room that acts stands on a unit of work')
  return inside()
}
