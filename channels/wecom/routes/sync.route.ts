import { defineRoute, jobState, type RouteCompany, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { type CorpHost, corpNamed } from '../corp/corp-host.ts'
import { askSync, wecomSync } from '../jobs/sync.job.ts'
import { problemsOfPage, syncPageKind } from '../sync/sync-page.ts'

const open: ReadonlySet<string> = new Set(['waiting', 'running', 'retrying'])
const pagesMax = 20
const may = { right: 'platform.settings' } as const
const path = '/api/v1/wecom/sync'
const answer = z.object({
  job: jobState.nullable(),
  problems: z.array(z.object({ phase: z.string(), at: z.string(), errcode: z.number(), message: z.string() })),
})

const query = z.object({ corp: z.string().max(64).optional() })

const stateOf = async ({ lastRun, unit }: RouteCompany, { corp, first }: CorpHost): Promise<z.input<typeof answer>> => {
  const job = await lastRun(wecomSync, first ? null : corp)
  if (!job?.started_at) return { job, problems: [] }
  const pages = await unit((work) =>
    work.sql<{ body: Record<string, unknown> }>(
      `select body from inbox where channel = 'wecom' and kind = $1 and kind like channel || '.%' and received_at >= $2 and jsonb_array_length(body -> 'problems') > 0 and coalesce(body ->> 'corp_id', $3) = $3 order by received_at desc limit ${pagesMax}`,
      [syncPageKind, job.started_at, corp],
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
  query,
  answer,
  run: async (call) => stateOf(call, await corpNamed(call.host, call.query.corp)),
})

/** Read the corp now; a sync that is under way is answered instead. */
export const syncNow = defineRoute({
  name: 'wecom.sync_now',
  label: { zh: '立即同步企业微信', en: 'Read the corp now' },
  method: 'POST',
  path,
  may,
  query,
  body: z.strictObject({}).optional(),
  answer,
  status: 202,
  run: async (call) => {
    const corp = await corpNamed(call.host, call.query.corp)
    if (!corp.corp) refuse('wecom.not_configured', { status: 409 })
    if (await corp.setting<boolean>('wecom.corp_paused')) refuse('wecom.corp_paused', { status: 409 })
    const last = await call.lastRun(wecomSync, corp.first ? null : corp.corp)
    if (!last || !open.has(last.status)) {
      const run = call.nonce()
      await call.unit(async (work) => {
        await askSync(work, corp, run)
        await work.emit({ name: 'wecom.sync_asked', payload: { run, corp: corp.corp } })
      })
    }
    return stateOf(call, corp)
  },
})
