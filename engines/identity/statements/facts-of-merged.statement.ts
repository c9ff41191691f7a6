import type { Fact } from '@lianke/kernel'
import type { Doors } from '../doors.ts'

/** A fact as far as it is stamped. */
type Stampable = Pick<Fact, 'id' | 'person' | 'recorded_at'>

/** The facts that stand within a set and count for somebody who is merged away now, also those that the set passed over because he was not yet. */
export const factsOfMerged = (doors: Pick<Doors, 'sql'>, set: readonly Fact[]): Promise<Stampable[]> =>
  doors.sql<Stampable>(
    `select f.id, f.person, f.recorded_at from fact f join customer_person p on p.id = f.person
      where f.seq between $1 and $2 and p.merged_into is not null`,
    [set[0]?.seq, set.at(-1)?.seq],
  )
