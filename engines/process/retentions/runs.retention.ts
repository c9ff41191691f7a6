import { defineRetention, label } from '@lianke/kernel'

/** A run that has ended stays: "only once" and the figures are concluded from it. Its way, which is most of its size, goes. */
export const endedRuns = defineRetention({
  // The setting that companies have set keeps its name.
  name: 'journey.ways',
  label: label('流程：走完后保留经过的天数', 'Processes: days that the way of an ended run is kept'),
  help: label('人数和“只进入一次”不受影响', 'Figures and “only once” stay as they are'),
  days: { default: 180, min: 7 },
  table: 'process_run',
  key: 'id',
  settled: "status = 'ended' and trail <> '[]'",
  at: 'ended_at',
  lighten: "trail = '[]', state = '{}', wait_where = null",
})
