import { type ChannelHost, defineJob, hostOfJob, type JobWork } from '@lianke/kernel'
import { wecomSync } from './sync.job.ts'

const minutes5 = 5 * 60_000
/** So long without having listened, callbacks may have been lost: the vendor gives each of them up after a few tries. */
const awayMs = 20 * 60_000
const listened = 'wecom.listened'

/** Has this company a corp that can be read? */
const isTied = async (host: ChannelHost): Promise<boolean> =>
  (await host.setting<string>('wecom.corp_id')) !== '' && Boolean(await host.secret('wecom.app_secret'))

/** One at a time, however many ask for it. */
const readCorp = (job: JobWork) =>
  job.transaction(async (work) => {
    await work.enqueue(wecomSync, { run: work.id() }, { key: 'now' })
  })

/** Looks every five minutes whether we were away: whatever the corp told meanwhile is read from it. */
export const keepUpJob = defineJob({
  name: 'wecom.keep_up',
  cron: '*/5 * * * *',
  timeoutMs: minutes5,
  run: async (job) => {
    const host = hostOfJob(job)
    if (!(await isTied(host))) return
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
    if (wasAway) await readCorp(job)
    else await host.shared(listened, () => awayMs, now, { refresh: true })
  },
})

/** Every night the corp is read whole: what was lost on the way is found, what ended unheard is ended here. */
export const readNightlyJob = defineJob({
  name: 'wecom.read_nightly',
  cron: '20 2 * * *',
  timeoutMs: minutes5,
  run: async (job) => {
    if (await isTied(hostOfJob(job))) await readCorp(job)
  },
})
