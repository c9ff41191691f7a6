import type { ZodType } from 'zod'
import type { Label } from './label.ts'
import type { Room } from './room.ts'

/**
 * A business act: one name in code, API (`POST /api/v1/commands/<name>`), permission and audit.
 * `run` reads: refuse, read, decide, write, tell. It runs in one transaction.
 */
export interface CommandDefinition<I = unknown, O = unknown> {
  readonly name: string
  readonly label: Label
  /** Right needed: on an object (`{ object, action }`) or a named one that roles list. */
  readonly may: { readonly object: string; readonly action: 'create' | 'read' | 'update' | 'delete' } | string
  readonly input: ZodType<I>
  /** Offered as a button on this object's record page; the record id arrives as `input.id`. */
  readonly on?: string
  /** Fields only commands may write that this one writes (`status`, or `room.noun.status` of another object): a refused writer is told its name. */
  readonly writes?: readonly string[]
  readonly run: (room: Room, input: I) => Promise<O>
}
export const defineCommand = <I, O>(definition: CommandDefinition<I, O>): CommandDefinition<I, O> => definition
