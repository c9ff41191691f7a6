import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { distanceM } from '../rules/distance.rule.ts'
import { fenceUsual } from '../rules/presence.rule.ts'
import { tellVisit, visitOf } from './visit-of.ts'
import { visit as visitObject } from '../objects/visit.object.ts'

/** Proves being there: the position must lie inside the fence around the target, where a target is known. */
export const visitCheckIn = defineCommand({
  name: 'visit.check_in',
  label: label('签到', 'Check in'),
  may: { object: visitObject, action: 'update' },
  on: visitObject,
  writes: ['status', 'checked_in_at', 'check_in_at_place', 'distance_m'],
  icon: 'map-pin',
  // Where somebody stands is measured by the phone, not typed: its page asks, no dialog does.
  place: [],
  offered: { status: ['planned'] },
  input: z.strictObject({
    id: z.uuid(),
    lat: z.number().min(-90).max(90),
    lng: z.number().min(-180).max(180),
    photos: z.array(z.uuid()).max(9).optional(),
  }),
  run: async (work, { id, lat, lng, photos }) => {
    const visit = await visitOf(work, id)
    if (visit.status !== 'planned') refuse('visit.not_planned', { params: { subject: visit.subject } })
    const { target } = visit
    const distance = target ? distanceM(target, { lat, lng }) : null
    const fence = Number(visit.fence_m ?? fenceUsual)
    if (distance !== null && distance > fence) refuse('visit.too_far', { params: { distance, fence } })
    const { distance_m } = await work.records.update(visitObject, id, {
      status: 'checked_in',
      check_in_at_place: { lat, lng },
      ...(photos ? { photos } : {}),
    })
    await tellVisit(work, 'visit.checked_in', visit, { distance_m })
    return { id, distance_m }
  },
})
