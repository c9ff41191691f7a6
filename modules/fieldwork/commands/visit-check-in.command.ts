import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { distanceM, type Point } from '../rules/distance.rule.ts'

/** Proves being there: the position must lie inside the fence around the target, where a target is known. */
export const visitCheckIn = defineCommand({
  name: 'visit.check_in',
  label: label('签到', 'Check in'),
  may: { object: 'fieldwork.visit', action: 'update' },
  on: 'fieldwork.visit',
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
  run: async (room, input) => {
    const visit = await room.records.get('fieldwork.visit', input.id, { forUpdate: true })
    if (visit.status !== 'planned') refuse('visit.not_planned', { params: { subject: visit.subject } })
    const here = { lat: input.lat, lng: input.lng }
    const target = visit.target as Point | null
    const distance_m = target ? distanceM(target, here) : null
    const fence = Number(visit.fence_m ?? 500)
    if (distance_m !== null && distance_m > fence) refuse('visit.too_far', { params: { distance: distance_m, fence } })
    await room.records.update('fieldwork.visit', input.id, {
      status: 'checked_in',
      checked_in_at: room.now,
      check_in_at_place: here,
      distance_m,
      ...(input.photos ? { photos: input.photos } : {}),
    })
    await room.emit({
      name: 'visit.checked_in',
      subject: { object: 'fieldwork.visit', id: input.id },
      person: (visit.person as string | null) ?? null,
      payload: { subject: visit.subject, distance_m },
    })
    return { id: input.id, distance_m }
  },
})
