import { check, type Room } from '@lianke/kernel'
import type { Unit } from '../records/unit.ts'

/** What the platform knows of a room beside what rooms are told. */
export interface Inside {
  readonly unit: Unit
  /** The same room as commands are given it. */
  readonly acting: Room
}
const known = new WeakMap<Room, () => Inside>()

export const rememberInside = (room: Room, inside: () => Inside): void => void known.set(room, inside)

/** The unit of work behind a room; rooms that only read have none. */
export const insideOf = (room: Room): Inside => {
  const inside = known.get(room)
  check(inside, 'a room that acts stands on a unit of work')
  return inside()
}
