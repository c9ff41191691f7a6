import { defineStep, json, label, listIn } from '@lianke/kernel'
import { shareOf } from '../rules/split.rule.ts'

interface Share {
  readonly outlet: string
  readonly percent: number
}
const sharesOf = (config: Record<string, unknown>): readonly Share[] =>
  listIn(config.shares, ({ outlet, percent }): Share | null =>
    typeof outlet === 'string' && Number(percent) >= 0 ? { outlet, percent: Number(percent) } : null,
  )

/** Deals records out by percentages; the same one always falls the same way. What the percentages leave over goes to `rest`. */
export const splitStep = defineStep({
  name: 'flow.split',
  label: label('随机分流', 'Split'),
  icon: 'shuffle',
  group: 'flow',
  ignoresRuns: true,
  fields: {
    shares: json(label('比例', 'Shares'), { required: true, help: label('[{ outlet, percent }]', '[{ outlet, percent }]') }),
  },
  outlets: (config) => [...sharesOf(config).map((one) => one.outlet), 'rest'],
  enter: async (_host, node, runs) => {
    const shares = sharesOf(node.config)
    return runs.map((run) => {
      let left = shareOf(run.subject, node.id)
      const taken = shares.find((share) => {
        left -= Number(share.percent)
        return left < 0
      })
      return { run: run.id, outlet: taken?.outlet ?? 'rest' }
    })
  },
})
