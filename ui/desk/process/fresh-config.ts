import type { Step } from './use-process-words.ts'

/** What a step is told when it is put in: one way out for branches and shares, what is usual for each field of the rest. */
export const freshConfig = (step: string, fields: Step['fields']): Record<string, unknown> => {
  if (step === 'flow.branch') return { branches: [{ outlet: 'b1', filter: { and: [] } }] }
  if (step === 'flow.split') return { shares: [{ outlet: 's1', percent: 50 }] }
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, { options }]) => (options.default === undefined ? [] : [[name, options.default]])),
  )
}
