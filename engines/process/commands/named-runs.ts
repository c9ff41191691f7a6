import { personObject, type UnitOfWork } from '@lianke/kernel'

/** What records of an object are called, of those the caller may see. */
const titlesOf = async (work: UnitOfWork, object: string, ids: readonly string[]): Promise<ReadonlyMap<string, unknown>> => {
  const title = object === personObject ? 'name' : work.objects(({ name }) => name === object)[0]?.title
  if (title === undefined || ids.length === 0) return new Map()
  const seen = await work.records.list(object, {
    filter: { field: 'id', op: 'in', value: [...new Set(ids)] },
    fields: [title],
    limit: Math.max(ids.length, 1),
  })
  return new Map(seen.data.map((row) => [row.id, row[title]]))
}

export interface StandingRun {
  readonly run: string
  readonly object: string
  readonly subject: string
  readonly person: string | null
}
/** Of runs those whose records the caller may see, with what the records are called. */
export const namedRuns = async <R extends StandingRun>(work: UnitOfWork, runs: readonly R[]) => {
  const named: (R & { readonly name: unknown })[] = []
  for (const [object, those] of Map.groupBy(runs, (run) => run.object)) {
    const names = await titlesOf(
      work,
      object,
      those.map(({ subject }) => subject),
    )
    for (const run of those) if (names.has(run.subject)) named.push({ ...run, name: names.get(run.subject) ?? null })
  }
  return named
}
