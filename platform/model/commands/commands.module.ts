import { defineJob, defineModule, label } from '@lianke/kernel'
import { platformJob } from '../../store/jobs/run-job.ts'
import { goOn } from './go-on.ts'
import { undoChanges } from './undo-run.ts'

const sixHours = 6 * 3_600_000
const keptDays = 30

const runJob = defineJob<{ run: string }>({
  name: 'command.run',
  timeoutMs: sixHours,
  attemptsMax: 20,
  run: (job, { run }) => {
    const { platform, tenant, signal } = platformJob(job)
    return goOn(platform, tenant, run, { signal, progress: (done, total) => job.progress(done, total) })
  },
})
const undoJob = defineJob<{ run: string }>({
  name: 'command.undo',
  timeoutMs: sixHours,
  attemptsMax: 20,
  run: (job, { run }) => undoChanges(platformJob(job).platform, job.tenant, run),
})
/** After a month nobody takes an act back; its line in the audit stays. */
const sweepJob = defineJob({
  name: 'command.sweep',
  cron: '40 3 * * *',
  timeoutMs: 600_000,
  run: (job) =>
    job.transaction(
      async (work) =>
        void (await work.sql('delete from command_run where finished_at < now() - make_interval(days => $1)', [keptDays])),
    ),
})

/** Acts on many records, as jobs that can be watched, stopped, resumed and taken back. */
export const commandsModule = defineModule({
  name: 'commands',
  label: label('批量操作', 'Acts on many'),
  jobs: [runJob, undoJob, sweepJob],
  words: {
    'job.command.run': label('批量操作', 'An act on many records'),
    'job.command.undo': label('撤销批量操作', 'Take an act on many back'),
    'job.command.sweep': label('清理旧的批量操作', 'Clear old acts on many'),
    'refusal.command.no_such_run': label('没有这次操作，或不是您发起的', 'There is no such act, or it is not yours'),
    'refusal.command.not_on_records': label('“{command}”不是对记录的操作', '“{command}” is not an act on records'),
    'refusal.command.not_for_sets': label('“{command}”不能批量执行', '“{command}” is not for many records at once'),
    'refusal.command.nothing_chosen': label('没有符合条件的记录', 'No record is chosen'),
    'refusal.command.ids_or_filter': label('请只给出记录或筛选条件之一', 'Name records or a filter, not both'),
    'refusal.command.no_way_back': label('“{command}”不能撤销', '“{command}” cannot be taken back'),
    'refusal.command.wrong_state': label('当前状态不能这样操作', 'This cannot be done in the present state'),
  },
})
