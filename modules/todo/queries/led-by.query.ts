import { tableOf, type UnitOfWork } from '@lianke/kernel'
import { department, staff } from '@lianke/organisation/contract'

const [people, departments] = [staff, department].map(({ name }) => tableOf(name))

/** Whom somebody leads, directly or above: everybody of the departments that are theirs and of those below. */
export const ledBy = async (work: UnitOfWork, leader: string): Promise<ReadonlySet<string>> => {
  const rows = await work.sql<{ id: string }>(
    `select distinct s.id from ${people} s join ${departments} d on d.id = s.department
       join ${departments} led on led.manager = $1 and led.deleted_at is null
         and (led.id = d.id or led.id::text = any(string_to_array(d.path, '/')))
      where s.id <> $1 and s.deleted_at is null`,
    [leader],
  )
  return new Set(rows.map(({ id }) => id))
}
