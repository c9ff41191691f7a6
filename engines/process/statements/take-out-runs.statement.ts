import type { EndedRun } from './wake-runs.statement.ts'

/**
 * Takes the last run that somebody put in by hand for each of these records out of a process, as long as it has passed steps that only route; its
 * nodes are counted down. Answers the runs that are gone.
 */
export const takeOutRuns = <R extends EndedRun>(
  sql: <Row>(text: string, values: readonly unknown[]) => Promise<Row[]>,
  {
    process,
    subjects,
    routing,
  }: { readonly process: string; readonly subjects: readonly string[]; readonly routing: readonly string[] },
): Promise<R[]> =>
  sql<R>(
    `with last as (
        select distinct on (subject) id from process_run
        where process = $1 and subject = any($2::uuid[]) and cause is null and parent is null
        order by subject, started_at desc, id desc),
      gone as (
        delete from process_run r using process_version v
        where r.id in (select id from last) and r.status <> 'ended' and v.process = r.process and v.version = r.version
          and r.passed <= jsonb_array_length(r.trail)
          and not exists (
            select 1 from jsonb_array_elements(r.trail) t join jsonb_array_elements(v.graph -> 'nodes') n on n ->> 'id' = t ->> 'node'
            where not n ->> 'step' = any($3::text[]))
        returning r.id, r.process, r.version, r.subject, r.person, r.cause, r.hops, r.trail),
      sums as (
        select version, t ->> 'node' as node, count(*)::int as count from gone, jsonb_array_elements(trail) t group by 1, 2),
      counted as (
        update process_node_count c set entered = greatest(0, c.entered - s.count) from sums s
        where c.process = $1 and c.version = s.version and c.node = s.node)
    select id, process, version, subject, person, cause, hops, 'taken_out' as end_reason from gone`,
    [process, subjects, routing],
  )
