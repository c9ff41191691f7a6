import { counter } from '../../run/log/metrics.ts'

const strange = counter({
  name: 'lianke_facts_not_believed_total',
  help: 'Facts a reader did not act on because their source may not tell them',
  labelNames: ['reader'] as const,
})

/** The door refuses what its source may not tell, so that anything counted here has come by a way that nobody knows. */
export const countNotBelieved = (reader: string, facts: number): void => {
  if (facts > 0) strange.inc({ reader }, facts)
}
