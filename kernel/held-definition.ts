/** Which object a filter or a path is about: always the same, or the one that a field of the record names. */
export type Over = string | { readonly field: string }

/**
 * What records of an object say of the model in their json fields. It is read in two places: a record is checked when it is saved,
 * and what it speaks of is in use as long as it stands.
 */
export type HeldDefinition =
  /** A filter tree; `analytics`: ClickHouse answers it too; `engine`: an engine that sees everything runs it, so whoever saves it must be allowed to ask it. */
  | {
      readonly kind: 'filter'
      readonly field: string
      readonly over: Over
      readonly analytics?: boolean
      readonly engine?: boolean
    }
  /** Field paths: a text, or a list of texts (a leading minus sorts downwards). */
  | { readonly kind: 'paths'; readonly field: string; readonly over: Over }
  /** A question to the figures. `source` says whether `subject` is an object or an event. */
  | {
      readonly kind: 'question'
      readonly source: string
      readonly subject: string
      readonly groups: string
      readonly measures: string
      readonly filter: string
    }
  /** A graph of steps with what starts and ends it. An unfinished draft may be saved; it is checked when `published` changes. */
  | {
      readonly kind: 'process'
      /** The object whose records run through it. */
      readonly over: Over
      readonly graph: string
      readonly trigger: string
      readonly condition: string
      readonly goal: string
      readonly exit: string
      readonly published: string
    }
  /** Ids of records. */
  | { readonly kind: 'records'; readonly field: string }

/** The fields of a record that a held definition lies in. */
export const fieldsOfHeld = (held: HeldDefinition): readonly string[] => {
  if (held.kind === 'question') return [held.source, held.subject, held.groups, held.measures, held.filter]
  if (held.kind === 'process') return [held.graph, held.trigger, held.condition, held.goal, held.exit]
  return held.kind !== 'records' && typeof held.over === 'object' ? [held.field, held.over.field] : [held.field]
}
