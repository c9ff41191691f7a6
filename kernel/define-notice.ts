import { check } from './check.ts'
import type { Fact } from './fact.ts'
import type { Label } from './label.ts'

/** What a notice is of: the picture beside it, and what it is called among others. */
type NoticeKind = 'info' | 'task' | 'customer' | 'mention' | 'alert'

/** Whom a fact concerns, and which record it is about (reading the notice opens it). */
export interface Concerned {
  readonly staff: string
  readonly about?: { readonly object: string; readonly id: string } | null
}

/**
 * What staff are told of, in the module that owns it. A line in the bell, and beside it a message by the channels that reach staff; everybody
 * may choose otherwise, have it once a day, or not at all. Nobody is told of an act of their own, nor of what they may not see.
 */
export interface NoticeDefinition {
  readonly name: string
  /** As somebody meets it who chooses what to be told of. */
  readonly label: Label
  readonly kind: NoticeKind
  /** Names of the facts it answers. */
  readonly on: readonly string[]
  /** Null: this one concerns nobody. */
  readonly concerns: (fact: Fact) => Concerned | null
  /** `{title}`: what the record is called; others stand for `fields` and `said`. */
  readonly title: Label
  readonly body?: Label
  /** Fields of the record that the words name, as the receiver may see them. */
  readonly fields?: readonly string[]
  /** Words of the fact itself, with what the receiver may see in their places. */
  readonly said?: readonly string[]
  /** Also by message, unless its receiver says otherwise; by default in the bell alone. */
  readonly message?: boolean | ((fact: Fact) => boolean)
}

const placeholder = /\{(\w+)\}/g

/** Describes a notice once: its reaction, its line in everybody's preferences and its words follow. Throws on words that nothing fills. */
export const defineNotice = (definition: NoticeDefinition): NoticeDefinition => {
  const filled = new Set(['title', ...(definition.fields ?? []), ...(definition.said ?? [])])
  for (const { zh, en } of [definition.title, definition.body ?? { zh: '', en: '' }])
    for (const [, name = ''] of `${zh} ${en}`.matchAll(placeholder))
      check(filled.has(name), `notice ${definition.name} says {${name}}, which is no field and no word of the fact`)
  check(definition.on.length > 0, `notice ${definition.name} answers a fact`)
  return definition
}

/** Does it go by message where nobody has chosen? */
export const byMessage = ({ message = false }: NoticeDefinition, fact: Fact): boolean =>
  typeof message === 'function' ? message(fact) : message
