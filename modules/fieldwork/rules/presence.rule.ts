import type { Standing } from '@lianke/kernel'
import { distanceM, type Point } from './distance.rule.ts'

/** Metres around the target unless a visit says otherwise. */
export const fenceUsual = 500

const isPoint = (value: unknown): value is Point =>
  typeof value === 'object' && value !== null && 'lat' in value && 'lng' in value && typeof value.lat === 'number'

/** When somebody came and left follows from the state, how far from the target from the two positions: nobody tells it. */
export const presenceOf = ({ row, before, now }: Standing) => {
  const { target, check_in_at_place: place } = row
  const came = row.status === 'checked_in' || row.status === 'completed'
  const moved = before !== null && before.status !== row.status
  const told = (value: unknown, holds: boolean) => (holds ? (value ?? (moved ? now : null)) : null)
  return {
    checked_in_at: told(row.checked_in_at, came),
    checked_out_at: told(row.checked_out_at, row.status === 'completed'),
    distance_m: isPoint(place) ? (isPoint(target) ? distanceM(target, place) : null) : row.distance_m,
  }
}
