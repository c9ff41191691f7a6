import {
  anySubject,
  type ChannelDefinition,
  type CommandDefinition,
  personObject,
  type ProcessDefinition,
  type StepDefinition,
} from '@lianke/kernel'
import { addPerson, addRecord, enrol } from './enter.commands.ts'
import { counts, here, overview, played, versions } from './figures.commands.ts'
import { failures, retry } from './failed-runs.commands.ts'
import { hook } from './hook.commands.ts'
import { ofRecord } from './of-record.commands.ts'
import { check, publish } from './publish.commands.ts'
import { stateCommands } from './state.commands.ts'
import { trial } from './trial.commands.ts'

/** Records of a kind’s own object are put into it from their side. What runs on any object has its acts made with the model. */
const addOwn = (kind: ProcessDefinition) => {
  if (kind.subject === anySubject) return []
  return [kind.subject === personObject ? addPerson(kind) : addRecord(kind, kind.subject)]
}

/** The acts on definitions of one kind. `steps` and `channels`: all of the product, by which a graph is judged and tried. */
export const kindCommands = (
  kind: ProcessDefinition,
  steps: ReadonlyMap<string, StepDefinition>,
  channels: readonly ChannelDefinition[],
  // biome-ignore lint/suspicious/noExplicitAny: a list of definitions of differing generics
): readonly CommandDefinition<any, any>[] => [
  publish(kind, steps),
  check(kind, steps),
  trial(kind, steps, channels),
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
