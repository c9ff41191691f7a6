import { defineReaction, type Fact, told, type UnitOfWork } from '@lianke/kernel'
import { department, staff } from '@lianke/organisation/contract'
import { recountJob } from '../jobs/recount.job.ts'

const ofHours: readonly string[] = ['calendar', 'department', 'parent', 'path']
const movesHours = ({ after }: Fact): boolean => ofHours.some((field) => after !== null && field in after)
const recount = (work: UnitOfWork): Promise<void> => work.enqueue(recountJob.name, {}, { key: recountJob.name })

/** A department keeps other hours, lies elsewhere, or somebody works in another one: deadlines of what they have are counted again. */
export const onDepartmentChanged = defineReaction({
  name: 'ticket.on_department_changed',
  on: [told(department, 'updated'), told(staff, 'updated')],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    if (movesHours(fact)) await recount(work)
  },
  runSet: async (work, facts) => {
    if (facts.some(movesHours)) await recount(work)
  },
})
