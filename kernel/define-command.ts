import { z } from 'zod'
import { check } from './check.ts'
import type { ValueOf } from './field.ts'
import { type CommandFields, type InputOf, isGroup } from './command-fields.ts'
import { nameOf, type Named } from './handle.ts'
import type { Label } from './label.ts'
import type { Row, UnitOfWork } from './unit-of-work.ts'
import type { ObjectHandle } from './typed-rows.ts'

/** Where an act is met: on a record, on chosen records of a list, on all that match a filter, in the palette, on the phone, as a step of a process. */
export type CommandPlace = 'record' | 'selection' | 'filter' | 'global' | 'phone' | 'process'

/** Values of the record's own fields with which the act will not be refused for its state; null stands for empty. All must fit. */
export type Offered = Readonly<Record<string, readonly (string | boolean | null)[]>>

/** What is said and offered when it is done. */
export interface Done {
  /** `{title}` the record, `{n}` how many, `{…}` whatever the command answers. */
  readonly words: Label
  /** Said of one record, where that is another sentence. */
  readonly one?: Label
  /** The record it made: the object, and the name in the answer under which its id stands. */
  readonly opens?: { readonly object: string; readonly id: string }
}

/** What a set of records is run with: one refusal per record that was not done. */
export interface SetOutcome {
  /** Records that were changed; those that already were as wanted are neither changed nor refused. */
  readonly changed: readonly string[]
  readonly refused: readonly { readonly id: string; readonly code: string; readonly params?: Readonly<Record<string, unknown>> }[]
}

interface CommandWords {
  readonly name: string
  readonly label: Label
  readonly icon?: string
  readonly help?: Label
  /** Right needed: on an object (`{ object, action }`) or a named one that roles list. */
  readonly may: { readonly object: string; readonly action: 'create' | 'read' | 'update' | 'delete' } | string
  /** Right needed on the record itself; the action of `may` where it speaks of the same object, else `read`. */
  readonly rows?: 'read' | 'update' | 'delete'
  readonly place?: readonly CommandPlace[]
  readonly offered?: Offered
  /**
   * Of records whose state fits, those on which nothing else will stand in its way: a balance that is empty, no order that is open. Asked once
   * for a set with the eyes of the system; reads only, in a bounded number of statements.
   */
  readonly offeredTo?: (work: UnitOfWork, ids: readonly string[]) => Promise<Iterable<string>>
  /** Inputs that start with a value of the record: `{ amount: 'amount' }`; `group.field` for inputs of a group; a list of groups starts with lines of a part. */
  readonly prefill?: Readonly<Record<string, string>>
  readonly done?: Done
  /** How it is taken back: by the records' own history (`changes`), or by another command on the same records. */
  readonly undo?: 'changes' | { readonly command: string }
  /** Cannot be taken back. */
  readonly danger?: boolean
  /** Fields only commands may write that this one writes (`status`, or `module.noun.status` of another object): a refused writer is told its name. */
  readonly writes?: readonly string[]
}

/**
 * A business act: one name in code, API (`POST /api/v1/commands/<name>`), permission and audit.
 * `run` reads: refuse, read, decide, write, tell. It runs in one transaction.
 */
export interface CommandDefinition<I = unknown, O = unknown> extends CommandWords {
  /** What people are asked, by the same field types as records: dialog, sheet, JSON Schema and reading follow. */
  readonly fields?: CommandFields
  /** Inputs of programs, and those of the fields that no field type can say (it reads them then). */
  readonly input: z.ZodObject
  /** Offered on records of this object; the record id arrives as `input.id`. */
  readonly on?: string
  readonly run: (work: UnitOfWork, input: I) => Promise<O>
  /** The act on up to a thousand records at once, in a bounded number of statements; absent: `run` for each. */
  readonly runSet?: (work: UnitOfWork, ids: readonly string[], input: I) => Promise<SetOutcome>
}

type ProgramInput<Z> = Z extends z.ZodObject ? z.output<Z> : Record<never, never>
/** Fields that the program's own input reads are typed by it. */
type Given<F extends CommandFields, Z, On> = Omit<InputOf<F>, keyof ProgramInput<Z>> &
  ProgramInput<Z> &
  (On extends Named
    ? 'id' extends keyof ProgramInput<Z>
      ? Record<never, never>
      : { readonly id: string }
    : Record<never, never>)

type Action = 'create' | 'read' | 'update' | 'delete'
/** States that an object's own fields can have. */
type OfferedOn<On> = On extends ObjectHandle
  ? { readonly [K in keyof On['fields'] & string]?: readonly (Extract<ValueOf<On['fields'][K]>, string | boolean> | null)[] }
  : Offered

/** Objects by handle (their fields are then known to the compiler), or by name where a definition is not at hand. */
interface CommandSource<F extends CommandFields, Z extends z.ZodObject | undefined, On extends Named | undefined, O>
  extends Omit<CommandWords, 'may' | 'offered' | 'done'> {
  readonly fields?: F
  readonly input?: Z
  readonly on?: On
  readonly may: { readonly object: Named; readonly action: Action } | string
  readonly offered?: OfferedOn<NoInfer<On>>
  readonly done?: Omit<Done, 'opens'> & { readonly opens?: { readonly object: Named; readonly id: string } }
  readonly run: (work: UnitOfWork, input: Given<F, Z, On>) => Promise<O>
  readonly runSet?: (work: UnitOfWork, ids: readonly string[], input: Omit<Given<F, Z, On>, 'id'>) => Promise<SetOutcome>
}

const nothing = z.strictObject({})

/** Describes an act once. An act on a record is given its id; what a field asks for and `input` reads too is read by `input`. */
export const defineCommand = <
  const F extends CommandFields = Record<never, never>,
  Z extends z.ZodObject | undefined = undefined,
  const On extends Named | undefined = undefined,
  O = unknown,
>(
  source: CommandSource<F, Z, On, O>,
): CommandDefinition<Given<F, Z, On>, O> => {
  const { name, may, done, prefill = {} } = source
  const on = source.on === undefined ? undefined : nameOf(source.on)
  const input: z.ZodObject = source.input ?? nothing
  const fields: CommandFields = source.fields ?? {}
  const asksNothing = [...Object.keys(fields), ...Object.keys(input.shape)].every((one) => one === 'id')
  // An act that asks for nothing but the record is met on it, unless it says otherwise.
  const place: readonly CommandPlace[] = source.place ?? (on !== undefined && asksNothing ? ['record'] : [])
  check(
    place.every((one) => one === 'global' || on !== undefined),
    `${name} is offered on records of an object`,
  )
  check(!place.includes('filter') || place.includes('selection'), `${name} is offered on a selection if it is on a filter`)
  for (const target of Object.keys(prefill)) {
    const [head = '', ...rest] = target.split('.')
    const field = fields[head]
    const whole = rest.length === 0 && field !== undefined && (!isGroup(field) || field.options.many === true)
    check(field && (whole || (isGroup(field) && (rest[0] ?? '') in field.group)), `${name} fills in an input it has (${target})`)
  }
  const needsId = on !== undefined && !('id' in input.shape)
  return {
    ...source,
    place,
    ...(on === undefined ? {} : { on }),
    may: typeof may === 'string' ? may : { ...may, object: nameOf(may.object) },
    ...(done?.opens ? { done: { ...done, opens: { ...done.opens, object: nameOf(done.opens.object) } } } : {}),
    input: needsId ? input.extend({ id: z.uuid() }) : input,
  } as unknown as CommandDefinition<Given<F, Z, On>, O>
}

/** Is the act offered on a record that stands so? Asked by server and screens alike. What a row does not say is not known to fit. */
export const isOffered = (command: Pick<CommandDefinition, 'offered'>, row: Readonly<Record<string, unknown>> | Row): boolean =>
  Object.entries(command.offered ?? {}).every(([field, values]) => {
    const value = row[field]
    return value !== undefined && values.some((one) => one === value || (one === null && value === null))
  })
