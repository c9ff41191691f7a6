import { defineJob, hostOfJob, textIn, type UnitOfWork } from '@lianke/kernel'
import { type CorpHost, corpNamed } from '../corp/corp-host.ts'
import { syncStart } from '../sync/checkpoint.ts'
import { checkpointOfPage, postSync, syncPageKind, syncPrefix } from '../sync/sync-page.ts'

export const wecomSync = 'wecom.sync'
const sixHours = 6 * 3_600_000
const percentMax = 100

/** Asks that a corporation is read; however many ask, it waits once. One that fails holds up no other: each is work of its own. */
export const askSync = (work: UnitOfWork, { corp, first }: Pick<CorpHost, 'corp' | 'first'>, run: string): Promise<void> =>
  first ? work.enqueue(wecomSync, { run }, { key: 'now' }) : work.enqueue(wecomSync, { run, about: corp }, { key: `now ${corp}` })

/** Reads departments, members, tags, customers and groups of one corporation. Tried again, it goes on behind the last page that reached the inbox. */
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
    const corp = await corpNamed(hostOfJob(job), textIn(payload.about) ?? undefined)
    await postSync(corp, last ? checkpointOfPage(last.body) : syncStart(run), (percent) => job.progress(percent, percentMax))
  },
})
