import { defineRoute, label, refuse, type RouteCall, type RouteCompany, textIn } from '@lianke/kernel'
import type { Misfit } from '@lianke/platform'
import { hasRight, insideOfCall, speak } from '@lianke/platform/http'
import { maskBody } from '@lianke/platform/operations'
import { z } from 'zod'
import { eventsRight } from '../commands/held-events.commands.ts'
import { heldEvents, heldGroups, heldInSets, heldMax, overflow } from '../statements/quarantine.statement.ts'
import { tryHeld } from '../try-held.ts'
import { readingOf } from '../understand.ts'

const may = { right: eventsRight } as const
const pageMax = 100
const moment = z.string()
const which = {
  event: z.string().max(120),
  code: z.string().max(60).optional(),
  property: z.string().max(200).optional(),
}
const mark = /^(\S+ \S+) ([0-9a-f-]{36})$/

/** How reasons are said to this caller: what was told of people is for those alone who may see full numbers. */
const sayingTo = async (call: RouteCall & RouteCompany) => {
  const { platform } = insideOfCall(call)
  const { words } = await platform.model(call.tenant)
  const open = hasRight(await platform.access(call.tenant, call.actor), 'records.reveal')
  const reason = ({ code, params }: Pick<Misfit, 'params'> & { readonly code: string }): string =>
    speak(words, `refusal.${code}`, call.locale, open ? params : { ...params, value: '…' }) ?? code
  return { open, reason }
}

/** What is in quarantine, counted by event and reason. */
export const quarantineRoute = defineRoute({
  name: 'intake.quarantine',
  label: label('隔离的事件：按事件和原因', 'Quarantine: by event and reason'),
  method: 'GET',
  path: '/api/v1/intake/quarantine',
  may,
  answer: z.object({
    data: z.array(
      z.object({
        event: z.string(),
        code: z.string(),
        property: z.string().nullable(),
        reason: z.string(),
        count: z.number(),
        first_at: moment,
        last_at: moment,
      }),
    ),
    /** What it holds at most, and how many came when it was full. */
    max: z.number(),
    lost: z.object({ count: z.number(), last_at: moment }).nullable(),
  }),
  run: async (call) => {
    const { reason } = await sayingTo(call)
    return call.unit(async (work) => ({
      data: (await heldGroups(work)).map(({ params, ...group }) => ({ ...group, reason: reason({ code: group.code, params }) })),
      max: heldMax,
      lost: await overflow(work),
    }))
  },
})

/** What a replay would come to now: how many would enter, and what keeps the others out. Nothing is written. */
export const tryHeldRoute = defineRoute({
  name: 'intake.try_held',
  label: label('重新处理前先试跑', 'What a replay would come to now'),
  method: 'GET',
  path: '/api/v1/intake/quarantine/trial',
  may,
  query: z.strictObject(which),
  answer: z.object({
    held: z.number(),
    fits: z.number(),
    still: z.array(z.object({ code: z.string(), property: z.string().nullable(), reason: z.string(), count: z.number() })),
  }),
  run: async (call) => {
    const { reason } = await sayingTo(call)
    const model = await insideOfCall(call).platform.model(call.tenant)
    return call.unit(async (work) => {
      const reading = readingOf({ model, zone: work.zone, channels: model.channels, host: call.host })
      const { still, ...tried } = await tryHeld(reading, heldInSets(work, call.query))
      if (tried.held === 0) refuse('event.nothing_held', { status: 404 })
      return { ...tried, still: still.map(({ params, ...one }) => ({ ...one, reason: reason({ code: one.code, params }) })) }
    })
  },
})

/** The events of one name and reason as they came. Without the right to see full numbers what they say of people is covered. */
export const heldEventsRoute = defineRoute({
  name: 'intake.held_events',
  label: label('隔离的事件', 'Events in quarantine'),
  method: 'GET',
  path: '/api/v1/intake/quarantine/events',
  may,
  query: z.strictObject({
    ...which,
    cursor: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(pageMax).default(20),
  }),
  answer: z.object({
    data: z.array(
      z.object({
        id: z.string(),
        message_id: z.string(),
        received_at: moment,
        occurred_at: z.string().nullable(),
        reason: z.string(),
        body: z.unknown(),
      }),
    ),
    next: z.string().nullable(),
  }),
  run: async (call) => {
    const { cursor, limit, ...asked } = call.query
    const { open, reason: said } = await sayingTo(call)
    const [, at = '', id = ''] = mark.exec(cursor ?? '') ?? []
    const rows = await call.unit((work) =>
      heldEvents(work, { ...asked, limit: limit + 1, before: at === '' ? null : { at, id } }),
    )
    const kept = rows.slice(0, limit)
    const last = kept.at(-1)
    return {
      data: kept.map(({ received_text: _text, reason, body, ...row }) => ({
        ...row,
        occurred_at: textIn(body.occurred_at),
        reason: said(reason),
        body: open ? body : maskBody(body),
      })),
      next: rows.length > limit && last ? `${last.received_text} ${last.id}` : null,
    }
  },
})
