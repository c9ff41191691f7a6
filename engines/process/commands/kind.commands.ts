import { anySubject, type CommandDefinition, personObject, type ProcessDefinition } from '@lianke/kernel'
import { addPerson, addRecord, enrol } from './enter.commands.ts'
import { counts, here, overview, played, versions } from './figures.commands.ts'
import { failures, retry } from './failed-runs.commands.ts'
import { hook } from './hook.commands.ts'
import { ofRecord } from './of-record.commands.ts'
import { check, publish } from './publish.commands.ts'
import { stateCommands } from './state.commands.ts'
import { trial } from './trial.commands.ts'
import type { ProductOfProcesses } from './judging-of.ts'

/** Records of a kind’s own object are put into it from their side. What runs on any object has its acts made with the model. */
const addOwn = (kind: ProcessDefinition) => {
  if (kind.subject === anySubject) return []
  return kind.subject === personObject ? addPerson(kind) : addRecord(kind, kind.subject)
}

/** The acts on definitions of one kind. */
export const kindCommands = (
  kind: ProcessDefinition,
  product: ProductOfProcesses,
  // biome-ignore lint/suspicious/noExplicitAny: a list of definitions of differing generics
): readonly CommandDefinition<any, any>[] => [
  publish(kind, product),
  check(kind, product),
  trial(kind, product),
  enrol(kind),
  ...addOwn(kind),
  counts(kind),
  versions(kind),
  overview(kind),
  here(kind),
  played(kind),
  failures(kind),
  retry(kind),
  ofRecord(kind),
  ...(kind.triggers.includes('hook') ? [hook(kind)] : []),
  ...stateCommands(kind),
]
