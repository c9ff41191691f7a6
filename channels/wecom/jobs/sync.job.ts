import { defineJob, hostOfJob } from '@lianke/kernel'
import { syncStart } from '../sync/checkpoint.ts'
import { checkpointOfPage, postSync, syncPageKind, syncPrefix } from '../sync/sync-page.ts'

export const wecomSync = 'wecom.sync'
const sixHours = 6 * 3_600_000
const percentMax = 100

/** Reads departments, members, tags, customers and groups of the corp. Tried again, it goes on behind the last page that reached the inbox. */
export const syncJob = defineJob({
  name: wecomSync,
  timeoutMs: sixHours,
  attemptsMax: 12,
  run: async (job, payload: Record<string, unknown>) => {
    const run = String(payload.run)
    const [last] = await job.transaction((work) =>
      work.sql<{ body: Record<string, unknown> }>(
        "select body from inbox where channel = 'wecom' and kind = $1 and kind like channel || '.%' and message_id like $2 order by received_at desc, id desc limit 1",
        [syncPageKind, `${syncPrefix(run)}%`],
      ),
    )
    await postSync(hostOfJob(job), last ? checkpointOfPage(last.body) : syncStart(run), (percent) =>
      job.progress(percent, percentMax),
    )
  },
})
