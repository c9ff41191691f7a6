import { type CommandDefinition, type FieldProblem, refuse, type UnitOfWork } from '@lianke/kernel'
import { type AccessContext, hasRight, scopeOf } from '../access/access-context.ts'
import { readInput } from '../commands/read-input.ts'
import { missingReferences } from '../records/check-references.ts'
import { nearest } from '../records/nearest.ts'
import type { Unit } from '../records/unit.ts'
import { insideOf } from './inside-work.ts'
import { rowFaults } from './row-rights.ts'

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

/** Its input as the command takes it. Refuses what is malformed and what points to nothing that whoever acts may see. */
export const commandInput = async (
  acting: UnitOfWork,
  command: CommandDefinition,
  raw: unknown,
): Promise<Record<string, unknown>> => {
  const { unit } = insideOf(acting)
  const { input, given } = readInput(command, raw, unit.types)
  const missing = await missingReferences(unit, given)
  const problems: FieldProblem[] = missing.map(({ of, id }) => ({
    path: of.path,
    code: 'field.reference_not_found',
    params: { field: of.path.slice(1), id },
  }))
  if (problems.length > 0) refuse('input.invalid', { problems })
  return input
}

/** Refuses what is unknown, not allowed or malformed; then runs the act in the caller's transaction. */
export const runCommand = async (unit: Unit, work: UnitOfWork, name: string, raw: unknown): Promise<unknown> => {
  const { model, access } = unit
  const command =
    model.commands.get(name) ??
    refuse('command.unknown', {
      status: 404,
      params: { command: name.slice(0, 100), suggestion: nearest(name, model.commands.keys()) ?? undefined },
    })
  if (!mayRun(access, command)) refuse('access.denied', { status: 403, params: { command: name } })
  const input = await commandInput(work, command, raw)
  const { id } = input
  if (command.on && typeof id === 'string') {
    const fault = (await rowFaults(insideOf(work).unit, command, [id])).get(id)
    if (fault) throw fault
  }
  return command.run(work, input)
}
