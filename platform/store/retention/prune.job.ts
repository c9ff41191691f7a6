import { defineJob, type RetentionDefinition } from '@lianke/kernel'
import { ident } from '../db/sql.ts'
import { platformJob } from '../jobs/run-job.ts'

const rowsPerSet = 5000
const dayMs = 86_400_000
const firstId = '00000000-0000-0000-0000-000000000000'

/** The smallest UUIDv7 of an instant: keys are made in time, so nothing above it can be older. */
const idOfTime = (ms: number): string => {
  const hex = Math.max(0, Math.trunc(ms)).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

/** The next set by key: `$1` where the one before ended, `$2` the key no older row can be above, `$3` days. */
const setOf = ({ table, key, settled, at, lighten }: RetentionDefinition): string => {
  const [from, by] = [ident(table), ident(key)]
  const due = `select ${by} from ${from} where ${by} > $1 and ${by} < $2 and (${settled}) and ${ident(at)} < now() - make_interval(days => $3)
    order by ${by} limit ${rowsPerSet} for update skip locked`
  return lighten === undefined
    ? `delete from ${from} where ${by} in (${due}) returning ${by} as key`
    : `update ${from} set ${lighten} where ${by} in (${due}) returning ${by} as key`
}

/** Every night: rows of ledgers whose time is over go, a set per transaction, so that nobody waits behind it. */
export const pruneJob = defineJob({
  name: 'platform.prune',
  cron: '23 2 * * *',
  timeoutMs: 3 * 3_600_000,
  async run(job) {
    const { platform, tenant, signal } = platformJob(job)
    const { retentions } = await platform.model(tenant)
    let done = 0
    for (const retention of retentions) {
      const days = await platform.settings.get<number>(tenant, retention.setting.name)
      const text = setOf(retention)
      for (let last = firstId, more = true; more && !signal.aborted; ) {
        const gone = await job.transaction((work) =>
          work.sql<{ key: string }>(text, [last, idOfTime(Date.parse(work.now) - days * dayMs), days]),
        )
        done += gone.length
        last = gone.reduce((most, { key }) => (key > most ? key : most), last)
        more = gone.length === rowsPerSet
        await job.progress(done, null)
      }
    }
  },
})
