import type { FactInput, ProcessDefinition } from '@lianke/kernel'
import { type MoveGiven, versionKey } from './move-given.ts'
import type { EnteredRun } from './statements/enter-runs.statement.ts'
import type { EndedRun } from './statements/wake-runs.statement.ts'

/** What a timeline learns of a run that began. */
export const enteredFact = ({ name, object }: ProcessDefinition, run: EnteredRun): FactInput => ({
  name: `${name}.entered`,
  subject: { object, id: run.process },
  person: run.person,
  payload: { [name]: run.process, version: run.version, run: run.id },
})

/** And of its end. */
export const endedFact = ({ name, object }: ProcessDefinition, run: EndedRun): FactInput => ({
  name: `${name}.ended`,
  subject: { object, id: run.process },
  person: run.person,
  payload: { [name]: run.process, version: run.version, run: run.id, reason: run.end_reason },
  cause: run.cause ? { id: run.cause, hops: run.hops } : null,
})

/** Facts of these runs, where their kind tells them. */
export const factsOf = <R extends EnteredRun>(
  { model, versions }: Pick<MoveGiven, 'model' | 'versions'>,
  runs: readonly R[],
  fact: (kind: ProcessDefinition, run: R) => FactInput,
): FactInput[] => {
  if (runs.length === 0) return []
  const kinds = new Map(versions.map((version) => [versionKey(version), model.processes.get(version.kind)]))
  return runs.flatMap((run) => {
    const kind = kinds.get(versionKey(run))
    return kind?.policies.told ? [fact(kind, run)] : []
  })
}
