import { defineReaction, type Fact, type UnitOfWork } from '@lianke/kernel'
import { bondsOf, inRounds, takeBonds } from './take-bonds.ts'

const follow = async (work: UnitOfWork, facts: readonly Fact[]): Promise<void> => {
  for (const round of inRounds(await bondsOf(work, facts))) await takeBonds(work, round)
}

/** A customer and a member are friends on a channel: the relation stands, the first staff owns the person, tags follow. */
export const onContactAdded = defineReaction({
  name: 'customer.on_contact_added',
  hears: ['contact.added', 'contact.edited', 'contact.seen'],
  once: (fact) => fact.id,
  run: (work, fact) => follow(work, [fact]),
  runSet: follow,
})
