import { randomUUID } from 'node:crypto'
import { refuse } from '@lianke/kernel'
import { problemsOfPage, syncPageKind } from '@lianke/channel-wecom'
import type { Platform } from '@lianke/platform'
import { api, hasRight } from '@lianke/platform/http'
import { type JobLine, listJobs } from '@lianke/platform/jobs'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { wecomSync } from '../jobs/wecom-sync.job.ts'

const open: ReadonlySet<string> = new Set(['waiting', 'running', 'retrying'])
const pagesMax = 20

/** `POST /api/v1/wecom/sync`: read the corp now; one that is under way is answered instead. `GET`: the last one, how far it is, what could not be read. */
export const wecomSyncDoor =
  ({ platform }: { readonly platform: Platform }) =>
  async (app: FastifyInstance): Promise<void> => {
    const { database } = platform
    const guard = async ({ caller }: FastifyRequest) => {
      if (!hasRight(await platform.access(caller.tenant, caller.actor), 'platform.settings'))
        refuse('access.right_needed', { status: 403, params: { right: 'platform.settings' } })
    }
    const lastOf = async (tenant: string): Promise<JobLine | null> =>
      (await listJobs(database, tenant, { job: wecomSync, limit: 1 }))[0] ?? null
    const answer = async (tenant: string) => {
      const job = await lastOf(tenant)
      if (!job?.started_at) return { job, problems: [] }
      const pages = await database.query<{ body: Record<string, unknown> }>(tenant, {
        text: `select body from inbox where channel = 'wecom' and kind = $1 and kind like channel || '.%' and received_at >= $2 and jsonb_array_length(body -> 'problems') > 0 order by received_at desc limit ${pagesMax}`,
        values: [syncPageKind, job.started_at],
      })
      return { job, problems: pages.flatMap(({ body }) => problemsOfPage(body)) }
    }

    app.get(api('/wecom/sync'), async (request) => {
      await guard(request)
      return answer(request.caller.tenant)
    })
    app.post(api('/wecom/sync'), async (request, reply) => {
      await guard(request)
      const { tenant, actor } = request.caller
      if (!(await platform.settings.get<string>(tenant, 'wecom.corp_id'))) refuse('wecom.not_configured', { status: 409 })
      const last = await lastOf(tenant)
      if (!last || !open.has(last.status)) {
        const run = randomUUID()
        await platform.room(tenant, actor, async (room) => {
          await room.enqueue(wecomSync, { run }, { key: 'now' })
          await room.emit({ name: 'wecom.sync_asked', payload: { run } })
        })
      }
      return reply.code(202).send(await answer(tenant))
    })
  }
