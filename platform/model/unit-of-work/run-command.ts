import { type CommandDefinition, type FieldProblem, refuse, type UnitOfWork } from '@lianke/kernel'
import { type AccessContext, hasRight, scopeOf } from '../access/access-context.ts'
import { readInput, type ReadInput } from '../commands/read-input.ts'
import { missingReferences } from '../records/check-references.ts'
import { nearest } from '../records/nearest.ts'
import { newlyRetired, retiredOptions } from '../overlay/retired-options.rule.ts'
import type { Door, Unit } from '../records/unit.ts'
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

/** Options that nobody gives any more. What an act is filled in with from its record may stand. */
const retiredGiven = ({ prefill = {} }: CommandDefinition, given: ReadInput['given']): FieldProblem[] =>
  given.flatMap(({ path, field, value }) => {
    const [, name = ''] = path.split('/')
    const option = name in prefill ? undefined : newlyRetired(retiredOptions(field), value, null)
    return option === undefined ? [] : [{ path, code: 'field.option_retired', params: { field: name, option } }]
  })

interface Given {
  readonly raw: unknown
  /** By which door whoever gives it came in. */
  readonly door: Door
}
/** Its input as the command takes it. Refuses what is malformed and what points to nothing that whoever acts may see. */
export const commandInput = async (
  acting: UnitOfWork,
  command: CommandDefinition,
  { raw, door }: Given,
): Promise<Record<string, unknown>> => {
  const { unit } = insideOf(acting)
  const { input, given } = readInput(command, raw, unit.types)
  const missing = await missingReferences(unit, given)
  const problems: FieldProblem[] = missing.map(({ of, id }) => ({
    path: of.path,
    code: 'field.reference_not_found',
    params: { field: of.path.slice(1), id },
  }))
  if (door === 'generic') problems.push(...retiredGiven(command, given))
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
  const input = await commandInput(work, command, { raw, door: unit.door })
  const { id } = input
  if (command.on && typeof id === 'string') {
    const fault = (await rowFaults(insideOf(work).unit, command, [id])).get(id)
    if (fault) throw fault
  }
  return command.run(work, input)
}
