import { type BeginAsked, personObject, type ProcessRun, textIn } from '@lianke/kernel'
import { fieldsOfRecords, matchingRecords, tellFacts, type Transaction } from '@lianke/platform'
import { actor, type MoveGiven } from './move-given.ts'
import { enterRuns, type Entry, type LiveVersion } from './statements/enter-runs.statement.ts'
import { enteredFact, factsOf } from './tell-runs.ts'

/** A process that calls one that calls one …: deeper than this it is a circle that nobody saw. */
const depthMax = 20

const depthOf = ({ state }: ProcessRun): number => (typeof state.depth === 'number' ? state.depth : 0)

/** Whose record each is, one statement. */
const personsOf = async (tx: Transaction, given: MoveGiven, { subject_object: object }: LiveVersion, ids: readonly string[]) => {
  if (object === personObject) return (id: string): string | null => id
  const path = given.model.objects.get(object)?.definition.person
  if (!path) return (): string | null => null
  const rows = await fieldsOfRecords(tx, given, object, ids, [path])
  return (id: string) => textIn(rows.get(id)?.[path])
}

const entriesOf = (
  version: LiveVersion,
  { wait, of }: BeginAsked,
  letIn: ReadonlySet<string>,
  personOf: (id: string) => string | null,
): Entry[] => {
  const taken = new Set<string>()
  return of.flatMap(({ run, records }) =>
    records
      .filter((id) => {
        if (!letIn.has(id) || depthOf(run) >= depthMax || (!version.reentry.parallel && taken.has(id))) return false
        taken.add(id)
        return true
      })
      .map((subject) => ({
        version,
        subject,
        person: personOf(subject),
        key: version.reentry.mode === 'once' ? 'once' : `run:${run.id}:${run.node}:${run.entered_at}`,
        cause: run.cause,
        hops: run.hops,
        parent: wait ? run.id : null,
        state: { depth: depthOf(run) + 1 },
      })),
  )
}

/**
 * Starts a process on the records that runs ask for, as its condition and its rules of re-entry allow: one set. Answers the runs for which
 * somebody entered; null: the process does not run.
 */
export const beginRuns = async (tx: Transaction, given: MoveGiven, asked: BeginAsked): Promise<ReadonlySet<string> | null> => {
  const version = given.versions.find(({ process, newest }) => newest && process === asked.process)
  if (!version || version.state !== 'running') return null
  const ids = [...new Set(asked.of.flatMap(({ records }) => records))]
  if (ids.length === 0) return new Set()
  const letIn = await matchingRecords(tx, given, version.subject_object, ids, version.condition ?? { and: [] })
  const entries = entriesOf(version, asked, letIn, await personsOf(tx, given, version, ids))
  const entered = await enterRuns((text, values) => tx.query({ text, values }), entries, given.now)
  await tellFacts(tx, factsOf(given, entered, enteredFact), { actor, now: given.now })
  return new Set(asked.wait ? entered.flatMap(({ parent }) => parent ?? []) : [])
}
