import { type FieldProblem, Refusal, type StepMove } from '@lianke/kernel'

/** Why a definition cannot be run as it stands, and at which of its nodes that was seen. */
export interface Fault {
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
  readonly node: string | null
}

const ofModel: ReadonlySet<string> = new Set([
  'object.unknown',
  'field.unknown',
  'field.not_writable',
  'command.unknown',
  'process.no_step',
  'process.bad_input',
])
/** A refusal that speaks of the definition and not of one record: what it names is not there (any more). */
const isOfDefinition = (code: string): boolean => ofModel.has(code) || code.startsWith('filter.')

/** The fault of the definition that an error tells of; null: it is the matter of one record. */
export const faultIn = (error: unknown, node: string | null): Fault | null => {
  if (!(error instanceof Refusal)) return null
  const told: readonly Pick<FieldProblem, 'code' | 'params'>[] = [error, ...error.problems]
  const found = told.find(({ code }) => isOfDefinition(code))
  return found ? { code: found.code, params: found.params ?? {}, node } : null
}

/** The same of what a step answered run by run. */
export const faultOfMoves = (moves: Iterable<StepMove>, node: string): Fault | null => {
  for (const move of moves) if ('refused' in move && isOfDefinition(move.refused)) return { code: move.refused, params: {}, node }
  return null
}
