import type { Database } from '../../store/db/database.ts'

const deadReadMax = 1000

/** Of these callbacks (`channel:message id`, the beginning of their facts' keys) those whose fact a reader could not handle, with the fault of the last. */
export const failedEffects = async (
  database: Database,
  tenant: string,
  callbacks: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const rows =
    callbacks.length === 0
      ? []
      : await database.query<{ callback: string; error: string }>(tenant, {
          text: `with dead as (
            select (body ->> 'id')::uuid as id, error, died_at from fact_dead where error is not null order by died_at desc limit ${deadReadMax})
          select c.callback, d.error from dead d join fact f on f.id = d.id
            join unnest($1::text[]) as c (callback) on f.key = c.callback or starts_with(f.key, c.callback || ':') order by d.died_at`,
          values: [callbacks],
        })
  return new Map(rows.map(({ callback, error }) => [callback, error]))
}
