import { defineStep, json, label, listIn } from '@lianke/kernel'

interface Branch {
  readonly outlet: string
  readonly filter: unknown
}
const branchesOf = (config: Record<string, unknown>): readonly Branch[] =>
  listIn(config.branches, ({ outlet, filter }): Branch | null => (typeof outlet === 'string' ? { outlet, filter } : null))

/** Sends each record down the first branch whose condition holds; the others down `else`. */
export const branchStep = defineStep({
  name: 'flow.branch',
  label: label('条件分支', 'Branch'),
  icon: 'git-branch',
  group: 'flow',
  fields: {
    branches: json(label('分支', 'Branches'), {
      required: true,
      help: label('[{ outlet, filter }]，按顺序', '[{ outlet, filter }], in order'),
    }),
  },
  outlets: (config) => [...branchesOf(config).map((one) => one.outlet), 'else'],
  enter: async (host, node, runs) => {
    const outletOf = new Map<string, string>()
    for (const branch of branchesOf(node.config)) {
      const open = [...new Set(runs.map((run) => run.subject).filter((subject) => !outletOf.has(subject)))]
      if (open.length === 0) break
      for (const subject of await host.matching(open, branch.filter)) outletOf.set(subject, branch.outlet)
    }
    return runs.map((run) => ({ run: run.id, outlet: outletOf.get(run.subject) ?? 'else' }))
  },
})
