import { filterIn, personObject, type ProcessDefinition, textIn, type UnitOfWork } from '@lianke/kernel'
import { enterRuns, type LiveVersion } from '../statements/enter-runs.statement.ts'
import { enteredFact } from '../tell-runs.ts'
import { runningVersion } from './definition-of.ts'

/** Of these records those that the condition lets in, each with its person: the house's matter, not that of what the actor may see of them. */
const letIn = async (
  work: UnitOfWork,
  { subject_object: object, condition }: LiveVersion,
  ids: readonly string[],
): Promise<{ readonly subject: string; readonly person: string | null }[]> => {
  const person = object === personObject ? 'id' : work.objects(({ name }) => name === object)[0]?.person
  const those = { field: 'id', op: 'in' as const, value: ids }
  const asked = filterIn(condition)
  const found: { subject: string; person: string | null }[] = []
  for await (const set of work.system.records.inSets(object, {
    filter: asked ? { and: [those, asked] } : those,
    fields: [person ?? 'id'],
  }))
    found.push(...set.map((row) => ({ subject: row.id, person: person ? textIn(row[person]) : null })))
  return found
}

/** Puts records the actor may see into the running version of a process, as its condition and its rules of re-entry allow. Answers who entered and who was seen. */
export const enterRecords = async (
  work: UnitOfWork,
  kind: ProcessDefinition,
  process: string,
  records: readonly string[],
  called: {
    /** By which a second call is known; without it each call is one of its own. */ readonly key?: string /** What its runs take along. */
    readonly values?: Readonly<Record<string, unknown>>
  } = {},
): Promise<{ readonly entered: readonly string[]; readonly seen: ReadonlySet<string> }> => {
  const version = await runningVersion(work, kind, process)
  const seen = new Set<string>()
  for await (const set of work.records.inSets(version.subject_object, {
    filter: { field: 'id', op: 'in', value: [...new Set(records)] },
    fields: ['id'],
  }))
    for (const { id } of set) seen.add(id)
  const key = version.reentry.mode === 'once' ? 'once' : (called.key ?? `manual:${work.id()}`)
  const state = called.values ? { values: called.values } : {}
  const entries = await letIn(work, version, [...seen])
  const runs = await enterRuns(
    (text, values) => work.sql(text, values),
    entries.map((entry) => ({ version, ...entry, key, cause: null, hops: 0, state })),
    work.now,
  )
  if (kind.policies.told) for (const run of runs) await work.emit(enteredFact(kind, run))
  if (runs.length > 0)
    await work.emit({
      name: `${kind.name}.enrolled`,
      subject: { object: kind.object, id: process },
      payload: { [kind.name]: process, count: runs.length },
    })
  return { entered: runs.map(({ subject }) => subject), seen }
}
