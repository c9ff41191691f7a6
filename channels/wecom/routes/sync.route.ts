import { defineRoute, jobState, type RouteCompany, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { wecomSync } from '../jobs/sync.job.ts'
import { problemsOfPage, syncPageKind } from '../sync/sync-page.ts'

const open: ReadonlySet<string> = new Set(['waiting', 'running', 'retrying'])
const pagesMax = 20
const may = { right: 'platform.settings' } as const
const path = '/api/v1/wecom/sync'
const answer = z.object({
  job: jobState.nullable(),
  problems: z.array(z.object({ phase: z.string(), at: z.string(), errcode: z.number(), message: z.string() })),
})

const stateOf = async ({ lastRun, unit }: RouteCompany): Promise<z.input<typeof answer>> => {
  const job = await lastRun(wecomSync)
  if (!job?.started_at) return { job, problems: [] }
  const pages = await unit((work) =>
    work.sql<{ body: Record<string, unknown> }>(
      `select body from inbox where channel = 'wecom' and kind = $1 and kind like channel || '.%' and received_at >= $2 and jsonb_array_length(body -> 'problems') > 0 order by received_at desc limit ${pagesMax}`,
      [syncPageKind, job.started_at],
    ),
  )
  return { job, problems: pages.flatMap(({ body }) => problemsOfPage(body)) }
}

/** The last sync: how far it is, what could not be read. */
export const syncState = defineRoute({
  name: 'wecom.sync_state',
  label: { zh: '企业微信同步的进度', en: 'How far the last sync of WeCom is' },
  method: 'GET',
  path,
  may,
  answer,
  run: stateOf,
})

/** Read the corp now; a sync that is under way is answered instead. */
export const syncNow = defineRoute({
  name: 'wecom.sync_now',
  label: { zh: '立即同步企业微信', en: 'Read the corp now' },
  method: 'POST',
  path,
  may,
  body: z.strictObject({}).optional(),
  answer,
  status: 202,
  run: async (call) => {
    if (!(await call.host.setting<string>('wecom.corp_id'))) refuse('wecom.not_configured', { status: 409 })
    const last = await call.lastRun(wecomSync)
    if (!last || !open.has(last.status)) {
      const run = call.nonce()
      await call.unit(async (work) => {
        await work.enqueue(wecomSync, { run }, { key: 'now' })
        await work.emit({ name: 'wecom.sync_asked', payload: { run } })
      })
    }
    return stateOf(call)
  },
})
