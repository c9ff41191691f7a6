import { type CommandDefinition, refuse, type Room } from '@lianke/kernel'
import { type AccessContext, hasRight, scopeOf } from '../access/access-context.ts'
import type { Model } from '../model/model.ts'

/** May this actor run this command? People need the right it names, by a role; so do keys, or the command's own scope. */
export const mayRun = (access: AccessContext, command: CommandDefinition): boolean => {
  if (access.system) return true
  if (access.actor.kind === 'key' && (hasRight(access, 'command:*') || hasRight(access, `command:${command.name}`))) return true
  return access.actor.kind === 'key'
    ? access.roles !== undefined && holdsRightOf(access.roles, command)
    : holdsRightOf(access, command)
}
const holdsRightOf = (access: AccessContext, command: CommandDefinition): boolean =>
  typeof command.may === 'string'
    ? hasRight(access, command.may)
    : scopeOf(access, command.may.object, command.may.action) !== 'none'

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
  return command.run(room, parsed.data)
}
