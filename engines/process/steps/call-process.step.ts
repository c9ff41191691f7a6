import { boolean, defineStep, label, type ProcessRun, type StepMove, text, textIn } from '@lianke/kernel'

/** What became of a run that asked for others. */
export const moveOf = (run: ProcessRun, wait: boolean, begun: ReadonlySet<string>): StepMove =>
  wait && begun.has(run.id) ? { run: run.id, wait: { until: null } } : { run: run.id, outlet: 'next' }

/** A called process must be published, and run. */
export const calledNotRunning = 'process.called_not_running'

/** Starts a published process on the record, or on the one that a field of it points to, and waits until it has ended, or not. */
export const callProcessStep = defineStep({
  name: 'flow.call_process',
  label: label('子流程', 'Sub-process'),
  icon: 'workflow',
  group: 'flow',
  fields: {
    process: text(label('流程', 'Process'), { required: true, max: 36 }),
    via: text(label('关联记录', 'Related record'), { max: 100 }),
    wait: boolean(label('等它结束', 'Wait until it has ended'), { default: true }),
  },
  outlets: ['next'],
  enter: async (host, { config }, runs) => {
    const via = textIn(config.via) || null
    const rows = via ? await host.records([...new Set(runs.map(({ subject }) => subject))], [via]) : null
    const recordOf = ({ subject }: ProcessRun) => (rows ? textIn(rows.get(subject)?.[via ?? '']) : subject)
    const wait = config.wait !== false
    const begun = await host.begin({
      process: String(config.process),
      wait,
      of: runs.map((run) => ({ run, records: [recordOf(run)].flatMap((id) => id ?? []) })),
    })
    return runs.map((run) => (begun ? moveOf(run, wait, begun) : { run: run.id, refused: calledNotRunning }))
  },
})
