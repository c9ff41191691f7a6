import { refuse, type SetOutcome, type UnitOfWork } from '@lianke/kernel'
import { runOnSet, setSizeOf, sharedInput } from '../commands/run-set.ts'
import type { Model } from '../model/model.ts'

interface Asked {
  readonly object: string
  readonly name: string
  readonly ids: readonly string[]
  readonly input: Readonly<Record<string, unknown>>
}

/**
 * An act as a step of a process, on records of one object: in sets where it can. Answers whom it was refused for; refuses `command.unknown` where
 * there is no such act for processes, `input.invalid` where it is told what it does not take.
 */
export const runInProcess = async (
  work: UnitOfWork,
  model: Model,
  { object, name, ids, input }: Asked,
): Promise<SetOutcome['refused']> => {
  const command = model.commands.get(name)
  if (!command || command.on !== object || !command.place?.includes('process'))
    refuse('command.unknown', { params: { command: name.slice(0, 100) } })
  const shared = await sharedInput(work, command, input)
  const size = setSizeOf(command)
  const refused: SetOutcome['refused'][number][] = []
  for (let at = 0; at < ids.length; at += size)
    for (const { id, refusal } of await runOnSet(work, command, ids.slice(at, at + size), shared))
      if (refusal) refused.push({ id, code: refusal.code, params: refusal.params })
  return refused
}
