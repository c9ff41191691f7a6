import { type ClosedDoor, countMax } from '@lianke/platform/operations'
import type { Database } from '@lianke/platform'
import { failuresBeforeOpenMax } from './channel-doors.statement.ts'

/** The doors through which nothing goes for now, those where most wait first. */
export const closedDoors = async (database: Database, tenant: string): Promise<readonly ClosedDoor[]> =>
  database.query<ClosedDoor>(tenant, {
    text: `select split_part(c.channel, ' ', 1) as channel, split_part(c.channel, ' ', 2) as issuer, c.open_until as until, coalesce(c.reason, '') as reason,
        (select count(*)::int from (select 1 from delivery d where d.state = 'waiting' and coalesce(d.door, d.channel) = c.channel limit ${countMax + 1}) w) as waiting
      from delivery_circuit c where c.failures >= ${failuresBeforeOpenMax} order by waiting desc, c.channel`,
  })
