import { journeyObject, personObject, refuse, type UnitOfWork } from '@lianke/kernel'
import { enterRuns, type LiveVersion } from '../statements/enter-runs.statement.ts'

/** Puts persons the actor may see into the running version of a journey, as its rules of re-entry allow. Answers who entered and who was seen. */
export const enterPersons = async (
  work: UnitOfWork,
  journey: string,
  persons: readonly string[],
): Promise<{ readonly entered: readonly string[]; readonly seen: ReadonlySet<string> }> => {
  const [version] = await work.sql<LiveVersion>(
    `select journey, version, graph, trigger, reentry, goal, exit, state, true as newest from journey_version
      where journey = $1 and state = 'running' order by version desc limit 1`,
    [journey],
  )
  if (!version) refuse('journey.not_running', { status: 409 })
  const seen = new Set<string>()
  for await (const set of work.records.inSets(personObject, {
    filter: { field: 'id', op: 'in', value: [...new Set(persons)] },
    fields: ['id'],
  }))
    for (const { id } of set) seen.add(id)
  const key = version.reentry.mode === 'once' ? 'once' : `manual:${work.id()}`
  const runs = await enterRuns(
    (text, values) => work.sql(text, values),
    [...seen].map((person) => ({ version, person, key, cause: null, hops: 0 })),
    work.now,
  )
  for (const run of runs)
    await work.emit({
      name: 'journey.entered',
      subject: { object: journeyObject, id: journey },
      person: run.person,
      payload: { journey, version: run.version, run: run.id },
    })
  return { entered: runs.map(({ person }) => person), seen }
}
