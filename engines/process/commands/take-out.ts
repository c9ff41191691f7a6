import type { ProcessDefinition, UnitOfWork } from '@lianke/kernel'
import { routingSteps } from '../rules/only-routes.rule.ts'
import { takeOutRuns } from '../statements/take-out-runs.statement.ts'
import { endedFact } from '../tell-runs.ts'
import { subjectObjectOf } from './definition-of.ts'

/** Takes records that the actor may see out of a process, where nothing has been done for them. Answers whose runs are gone, and who was seen. */
export const takeOut = async (
  work: UnitOfWork,
  kind: ProcessDefinition,
  process: string,
  records: readonly string[],
): Promise<{ readonly gone: readonly string[]; readonly seen: ReadonlySet<string> }> => {
  const definition = await work.records.get(kind.object, process, { fields: ['id'] })
  const seen = new Set<string>()
  const object = subjectObjectOf(work, kind, (await work.system.records.get(kind.object, definition.id)).subject_object)
  if (!object) return { gone: [], seen }
  for await (const set of work.records.inSets(object.name, {
    filter: { field: 'id', op: 'in', value: [...new Set(records)] },
    fields: ['id'],
  }))
    for (const { id } of set) seen.add(id)
  const runs = await takeOutRuns((text, values) => work.sql(text, values), {
    process,
    subjects: [...seen],
    routing: routingSteps,
  })
  if (kind.policies.told) for (const run of runs) await work.emit(endedFact(kind, run))
  return { gone: runs.map(({ subject }) => subject), seen }
}
