import { defineRetention, label } from '@lianke/kernel'

/** Ended runs of processes that begin at every trigger: nothing is concluded from them. Failed ones wait for a human; journeys keep theirs for "only once". */
export const oldRuns = defineRetention({
  name: 'process.runs',
  label: label('自动化：运行记录保留天数', 'Automations: days that ended runs are kept'),
  help: label('失败的运行留到有人处理', 'Failed runs stay until somebody sees to them'),
  days: { default: 180, min: 7 },
  table: 'process_run',
  key: 'id',
  settled: `status = 'ended' and end_reason <> 'failed' and entry_key <> 'once'
    and exists (select 1 from process_version v where v.process = process_run.process and v.version = process_run.version and v.kind <> 'journey')`,
  at: 'ended_at',
})
