import { type CommandDefinition, refuse, type Room } from '@lianke/kernel'
import { type AccessContext, hasRight, scopeOf } from '../access/access-context.ts'
import type { Model } from '../model/model.ts'

/** May this actor run this command? Keys need the scope, people the right it names. */
export const mayRun = (access: AccessContext, command: CommandDefinition): boolean => {
  if (access.system) return true
  if (access.actor.kind === 'key') return hasRight(access, 'command:*') || hasRight(access, `command:${command.name}`)
  return typeof command.may === 'string'
    ? hasRight(access, command.may)
    : scopeOf(access, command.may.object, command.may.action) !== 'none'
}

/** Refuses what is unknown, not allowed or malformed; then runs the act in the caller's transaction. */
export const runCommand = async (
  model: Model,
  access: AccessContext,
  room: Room,
  name: string,
  input: unknown,
): Promise<unknown> => {
  const command = model.commands.get(name) ?? refuse('command.unknown', { status: 404, params: { command: name } })
  if (!mayRun(access, command)) refuse('access.denied', { status: 403, params: { command: name } })
  const parsed = command.input.safeParse(input ?? {})
  if (!parsed.success) {
    refuse('command.invalid_input', {
      params: { command: name },
      problems: parsed.error.issues.map((issue) => ({
        path: `/${issue.path.map(String).join('/')}`,
        code: 'input.invalid',
        params: { reason: issue.message },
      })),
    })
  }
  // A key that may run the act may do what the act does; a person keeps to the own rights.
  return command.run(access.actor.kind === 'key' ? room.system : room, parsed.data)
}
