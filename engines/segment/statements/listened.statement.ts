import { Refusal, type UnitOfWork } from '@lianke/kernel'
import { checkFilter } from '@lianke/platform'
import { touchesOf } from '../rules/segment-order.rule.ts'

const eventsOf = (filter: unknown): ReadonlySet<string> => {
  try {
    return touchesOf(checkFilter(filter)).events
  } catch (error) {
    if (error instanceof Refusal) return new Set()
    throw error
  }
}

/** Which of these events an active segment asks for. */
export const listenedBySegments = async (work: Pick<UnitOfWork, 'sql'>, names: readonly string[]): Promise<readonly string[]> => {
  const rows = await work.sql<{ filter: unknown }>(
    `select filter from marketing_segment where deleted_at is null and status = 'active'
      and exists (select 1 from unnest($1::text[]) as name where position(to_json(name)::text in filter::text) > 0)`,
    [names],
  )
  const events = rows.map(({ filter }) => eventsOf(filter))
  return names.filter((name) => events.some((asked) => asked.has(name)))
}
