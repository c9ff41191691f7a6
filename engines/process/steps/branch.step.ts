import { defineStep, json, label, listIn } from '@lianke/kernel'
import { fitsTaken, takenConditionsIn } from '../rules/taken-condition.rule.ts'

interface Branch {
  readonly outlet: string
  readonly filter: unknown
  /** What is asked of the values that the run took along. */
  readonly taken: ReturnType<typeof takenConditionsIn>
}
const branchesOf = (config: Record<string, unknown>): readonly Branch[] =>
  listIn(config.branches, ({ outlet, filter, taken }): Branch | null =>
    typeof outlet === 'string' ? { outlet, filter: filter ?? { and: [] }, taken: takenConditionsIn(taken) } : null,
  )

/** Sends each run down the first branch whose conditions hold, of its record and of what it took along; the others down `else`. */
export const branchStep = defineStep({
  name: 'flow.branch',
  label: label('条件分支', 'Branch'),
  icon: 'git-branch',
  group: 'flow',
  ignoresRuns: true,
  fields: {
    branches: json(label('分支', 'Branches'), {
      required: true,
      help: label('[{ outlet, filter, taken }]，按顺序', '[{ outlet, filter, taken }], in order'),
    }),
  },
  outlets: (config) => [...branchesOf(config).map((one) => one.outlet), 'else'],
  enter: async (host, node, runs) => {
    const outletOf = new Map<string, string>()
    for (const { outlet, filter, taken } of branchesOf(node.config)) {
      const open = runs.filter((run) => !outletOf.has(run.id) && fitsTaken(taken, run.state))
      if (open.length === 0) continue
      const fit = await host.matching([...new Set(open.map(({ subject }) => subject))], filter)
      for (const run of open) if (fit.has(run.subject)) outletOf.set(run.id, outlet)
    }
    return runs.map((run) => ({ run: run.id, outlet: outletOf.get(run.id) ?? 'else' }))
  },
})
