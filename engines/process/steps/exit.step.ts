import { defineStep, label, text } from '@lianke/kernel'

/** The way ends here. */
export const exitStep = defineStep({
  name: 'flow.exit',
  label: label('结束', 'Exit'),
  icon: 'log-out',
  group: 'flow',
  ignoresRuns: true,
  fields: { reason: text(label('原因', 'Reason'), { max: 100 }) },
  outlets: [],
  enter: async (_host, node, runs) =>
    runs.map((run) => ({
      run: run.id,
      end: typeof node.config.reason === 'string' && node.config.reason !== '' ? node.config.reason : 'exit',
    })),
})
