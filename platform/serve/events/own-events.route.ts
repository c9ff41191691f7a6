import { defineRoute, fieldTypeNames, label, ownEventSources, type RouteCompany, type UnitOfWork } from '@lianke/kernel'
import { z } from 'zod'
import { hasRight } from '../../model/access/access-context.ts'
import { changeOwnEvent, defineOwnEvent } from '../../model/events/describe-event.ts'
import { ownEvents, seenProperties } from '../../model/events/own-event-store.ts'
import { insideOfCall } from '../http/routes/route-company.ts'
import { maskBody } from '../operations/mask-body.rule.ts'

/** Describes the company's own events, and mends what does not fit them. */
export const eventsRight = 'platform.events'
const may = { right: eventsRight } as const
const path = '/api/v1/platform/events'
const nameMax = 120

const said = z.strictObject({ zh: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(60) })
const property = z.strictObject({
  type: z.enum(fieldTypeNames),
  label: said,
  options: z.record(z.string(), z.unknown()).default({}),
})
const described = {
  label: said,
  description: z.string().max(500).nullable(),
  from: z.array(z.enum(ownEventSources)).readonly(),
  timeline: z.boolean(),
  fields: z.record(z.string().max(200), property),
}
const moment = z.string()
const event = z.object({
  name: z.string(),
  ...described,
  label: z.object({ zh: z.string(), en: z.string() }),
  fields: z.record(z.string(), z.unknown()),
  description: z.string().nullable(),
  version: z.number(),
  created_at: moment,
  archived_at: moment.nullable(),
})
const seen = z.object({
  event: z.string(),
  property: z.string(),
  kind: z.enum(fieldTypeNames).nullable(),
  count: z.number(),
  sample: z.unknown(),
  first_at: moment,
  last_at: moment,
})
const use = z.object({
  object: z.string(),
  via: z.string(),
  count: z.number(),
  capped: z.boolean(),
  records: z.array(z.object({ id: z.string(), title: z.string().nullable() })).readonly(),
})

/** A change of definitions: who asks this process next asks of what is defined now. */
const changing = async <T>(call: RouteCompany, act: (work: UnitOfWork) => Promise<T>): Promise<T> => {
  const answer = await call.unit(act)
  insideOfCall(call).platform.forget(call.tenant)
  return answer
}

export const ownEventsRoute = defineRoute({
  name: 'platform.own_events',
  label: label('自定义事件', 'Events of your own'),
  help: label(
    '公司自己的事件，以及上报过但没有声明的属性',
    'Events that the company described, and properties that were told and are not declared',
  ),
  method: 'GET',
  path,
  may,
  answer: z.object({ data: z.array(event), seen: z.array(seen) }),
  run: async (call) => {
    const { platform } = insideOfCall(call)
    const open = hasRight(await platform.access(call.tenant, call.actor), 'records.reveal')
    return call.unit(async (work) => ({
      data: await ownEvents(work),
      seen: (await seenProperties(work)).map((one) => ({
        ...one,
        sample: open ? one.sample : maskBody(one.sample, one.property),
      })),
    }))
  },
})

export const defineEventRoute = defineRoute({
  name: 'platform.define_event',
  label: label('定义事件', 'Describe an event'),
  method: 'POST',
  path,
  may,
  status: 201,
  body: z.strictObject({
    name: z.string().trim().max(nameMax),
    ...described,
    description: described.description.default(null),
    timeline: described.timeline.default(true),
    fields: described.fields.default({}),
  }),
  answer: event,
  run: async (call) => {
    const model = await insideOfCall(call).platform.model(call.tenant)
    return changing(call, (work) => defineOwnEvent(work, model, call.body))
  },
})

export const changeEventRoute = defineRoute({
  name: 'platform.change_event',
  label: label('修改事件', 'Change an event'),
  method: 'PATCH',
  path: `${path}/:event`,
  may,
  params: z.strictObject({ event: z.string().max(nameMax) }),
  body: z.strictObject({
    version: z.int(),
    label: described.label.optional(),
    description: described.description.optional(),
    from: described.from.optional(),
    timeline: described.timeline.optional(),
    fields: described.fields.optional(),
    archived: z.boolean().optional(),
  }),
  answer: event,
  run: (call) => changing(call, (work) => changeOwnEvent(work, call.params.event, call.body)),
})

export const eventUsesRoute = defineRoute({
  name: 'platform.event_uses',
  label: label('事件用在哪里', 'Where an event is used'),
  method: 'GET',
  path: `${path}/:event/uses`,
  may,
  params: z.strictObject({ event: z.string().max(nameMax) }),
  answer: z.object({ data: z.array(use) }),
  run: (call) => call.unit(async (work) => ({ data: await work.records.uses({ event: call.params.event }) })),
})
