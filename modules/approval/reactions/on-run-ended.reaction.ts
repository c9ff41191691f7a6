import { defineReaction, textIn, type Fact } from '@lianke/kernel'
import { finishRequests } from '../commands/finish-requests.ts'

const runsIn = (facts: readonly Fact[]) => facts.flatMap(({ payload }) => textIn(payload.run) ?? [])

/** A run has ended, and its request with it. */
export const onRunEnded = defineReaction({
  name: 'approval.on_run_ended',
  on: ['approval.ended'],
  once: (fact) => fact.id,
  run: async (work, fact) => void (await finishRequests(work, runsIn([fact]))),
  runSet: async (work, facts) => {
    for (let more = true; more; ) more = await finishRequests(work, runsIn(facts))
  },
})
