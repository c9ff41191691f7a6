import { type ChannelHost, defineJob, hostOfJob, type JobWork } from '@lianke/kernel'
import { type CorpHost, corpsOf } from '../corp/corp-host.ts'
import { askSync } from './sync.job.ts'

const minutes5 = 5 * 60_000
/** So long without having listened, callbacks may have been lost: the vendor gives each of them up after a few tries. */
const awayMs = 20 * 60_000
const listened = 'wecom.listened'

/** The corporations that can be read: they have a secret and do not rest. */
const tiedOf = async (host: ChannelHost): Promise<readonly CorpHost[]> => {
  const tied: CorpHost[] = []
  for (const corp of await corpsOf(host))
    if ((await corp.secret('wecom.app_secret')) && !(await corp.setting<boolean>('wecom.corp_paused'))) tied.push(corp)
  return tied
}

const readCorps = (job: JobWork, corps: readonly CorpHost[]) =>
  job.transaction(async (work) => {
    for (const corp of corps) await askSync(work, corp, work.id())
  })

/** Looks every five minutes whether we were away: whatever the corp told meanwhile is read from it. */
export const keepUpJob = defineJob({
  name: 'wecom.keep_up',
  cron: '*/5 * * * *',
  timeoutMs: minutes5,
  run: async (job) => {
    const host = hostOfJob(job)
    const tied = await tiedOf(host)
    if (tied.length === 0) return
    let wasAway = false
    const now = async () => ({ at: host.now() })
    await host.shared(
      listened,
      () => awayMs,
      async () => {
        wasAway = true
        return now()
      },
    )
    if (wasAway) await readCorps(job, tied)
    else await host.shared(listened, () => awayMs, now, { refresh: true })
  },
})

/** Every night the corp is read whole: what was lost on the way is found, what ended unheard is ended here. */
export const readNightlyJob = defineJob({
  name: 'wecom.read_nightly',
  cron: '20 2 * * *',
  timeoutMs: minutes5,
  run: async (job) => {
    await readCorps(job, await tiedOf(hostOfJob(job)))
  },
})
