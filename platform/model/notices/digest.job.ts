import { type ChannelDefinition, defineJob, label, type Row, type UnitOfWork, setRowsMax, textIn } from '@lianke/kernel'
import { platformJob } from '../../store/jobs/run-job.ts'
import { messageStaff } from './message-staff.ts'
import { keptIn } from './wish.ts'

const linesShown = 20
const many = label('{n} 条通知', '{n} notices')
const more = label('……还有 {n} 条', '… and {n} more')

/** One line for all that somebody wanted to have once a day; what it stands for is read with it. */
const digestOf = (work: UnitOfWork, lines: readonly Row[]) => {
  const said = (one: typeof many, n: number) => (work.locale === 'en' ? one.en : one.zh).replace('{n}', String(n))
  const shown = lines.slice(0, linesShown).map(({ title }) => `· ${textIn(title) ?? ''}`)
  const rest = lines.length - shown.length
  return { title: said(many, lines.length), body: [...shown, ...(rest > 0 ? [said(more, rest)] : [])].join('\n') }
}

/** The next receivers' digests, in one transaction; answers how many lines it took. Whose lines do not fit in a set have them in several. */
export const digestNext = async (work: UnitOfWork, channels: readonly ChannelDefinition[]): Promise<number> => {
  const kept = keptIn(work, 'notifications')
  if (!kept) return 0
  const { data } = await work.records.list(kept, {
    filter: { field: 'held', op: 'eq', value: true },
    sort: ['created_at'],
    limit: setRowsMax,
    forUpdate: true,
  })
  if (data.length === 0) return 0
  const byStaff = [...Map.groupBy(data, ({ staff }) => textIn(staff) ?? '')]
  const digests = byStaff.map(([staff, lines]) => ({ staff, lines, told: digestOf(work, lines) }))
  await work.records.upsert({
    object: kept,
    rows: data.map(({ id }) => ({ id, held: false, is_read: true, read_at: work.now })),
  })
  const made = await work.records.upsert({
    object: kept,
    rows: digests.map(({ staff, told }) => ({ ...told, kind: 'info', notice: 'digest', staff, owner: staff, held: false })),
  })
  for (const [index, { staff, lines, told }] of digests.entries())
    if (lines.some(({ by_message }) => by_message === true))
      await messageStaff(work, channels, { staff, told, key: `digest:${made.ids[index] ?? work.id()}` })
  return data.length
}

/** Every morning, in the company's own zone: what was held for the day, one line each. */
export const digestJob = defineJob({
  name: 'notices.digest',
  cron: '0 9 * * *',
  timeoutMs: 1_800_000,
  async run(job) {
    const { platform } = platformJob(job)
    const channels = platform.modules.flatMap((module) => module.channels ?? [])
    for (;;) {
      job.signal.throwIfAborted()
      if ((await job.transaction((work) => digestNext(work, channels))) === 0) return
    }
  },
})
