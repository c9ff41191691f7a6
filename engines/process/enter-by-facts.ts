import type { Fact } from '@lianke/kernel'
import { matchingRecords, type Transaction } from '@lianke/platform'
import type { MoveGiven } from './move-given.ts'
import { faultIn } from './rules/fault.rule.ts'
import { entriesOf, type Entry, type LiveVersion, outlives, runsToBegin } from './statements/enter-runs.statement.ts'
import type { RunRow } from './statements/write-runs.statement.ts'
import { stopProcess } from './stop-process.ts'

/** What a record must be like to enter. A deletion tells nothing of the record, so what is said of it is asked of the row that is left. */
const conditionOf = ({ condition, trigger }: LiveVersion): unknown => {
  const told = trigger.on === 'record' && trigger.change === 'deleted' ? [trigger.where] : []
  const all = [condition, ...told].filter((one) => one !== null && one !== undefined)
  return { and: all }
}

/** Of those who would enter, whom the definition lets in, and who is there still: one statement. A condition that cannot be asked stops its process (null). */
const letIn = async (
  tx: Transaction,
  given: MoveGiven,
  version: LiveVersion,
  subjects: readonly string[],
): Promise<ReadonlySet<string> | null> => {
  try {
    return await tx.attempt(() =>
      matchingRecords(tx, given, version.subject_object, [...new Set(subjects)], conditionOf(version), {
        deleted: outlives(version),
      }),
    )
  } catch (error) {
    const fault = faultIn(error, null)
    if (!fault) throw error
    await stopProcess(tx, given, version, fault)
    return null
  }
}

/** Entries that their definitions let in, with whom each may enter. */
const enterEntries = async (tx: Transaction, given: MoveGiven, entries: readonly Entry[]): Promise<RunRow[]> => {
  const allowed: Entry[] = []
  for (const [version, those] of Map.groupBy(entries, (entry) => entry.version)) {
    const subjects = await letIn(
      tx,
      given,
      version,
      those.map(({ subject }) => subject),
    )
    allowed.push(...those.filter(({ subject }) => subjects?.has(subject)))
  }
  return runsToBegin(tx, allowed, given.now)
}

/** Runs that a set of facts starts; they are not stored yet. */
export const enterByFacts = (tx: Transaction, given: MoveGiven, facts: readonly Fact[]): Promise<RunRow[]> =>
  enterEntries(tx, given, entriesOf(given.versions, facts))
