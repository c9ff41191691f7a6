import { check } from './check.ts'
import { nameOf, type Named } from './handle.ts'
import type { Label } from './label.ts'

/** Where a record stands on its way, shown as a path: the usual states of a field in order, or the records that a reference goes through. */
export interface RecordPath<N extends Named = string> {
  /** A select field, or a reference to records that stand in order (stages). */
  readonly field: string
  /** Of a select field: the states of the usual way. One beside it (cancelled, lost) is shown alone. */
  readonly way?: readonly string[]
  /** The moment it came where it stands: the path says since when. */
  readonly since?: string
  /** The act that moves to a chosen place; `input` takes it. */
  readonly move?: { readonly act: N; readonly input: string }
  /** Of a reference: a field of its records and the acts that lead to those of a kind (won, lost), where moving is not enough. */
  readonly ends?: { readonly kind: string; readonly acts: Readonly<Record<string, N>> }
}

/** An amount of the record, or what one leaves of another (total less paid). */
export type Figure = string | { readonly label: Label; readonly of: string; readonly less: string }

interface RecordPageSource {
  readonly on: Named
  /** References in the head: for whom it is. */
  readonly about?: readonly string[]
  readonly path?: RecordPath<Named>
  /** Figures read first. */
  readonly figures?: readonly Figure[]
  /** Acts in the order of work: the first that is offered is the one to do now. */
  readonly acts?: readonly Named[]
  /** Lists of other records beside it, by the object they are of, in order; the others are folded below them. */
  readonly beside?: readonly Named[]
}

/**
 * An act that knows prices: it is given references of the document (`by`) and `lines` of what is bought (by the name of the reference) and how
 * much, and answers the `currency` and `lines` with a `price` each, in their order.
 */
interface LinePricing {
  readonly act: string
  readonly by: readonly string[]
  readonly quantity: string
  readonly price: string
}

/** Something with a number that goes its way: order, quote, contract, delivery, deal. */
interface DocumentSource extends RecordPageSource {
  /** Its lines as a table: which part, which columns; under a column, what the document comes to. */
  readonly lines?: {
    readonly part: string
    readonly columns: readonly string[]
    readonly sums?: { readonly under: string; readonly figures: readonly Figure[] }
    /** What stands in a new line before anything is written. */
    readonly fresh?: Readonly<Record<string, unknown>>
    /** What a new line takes from the record it is about: a product brings its price. */
    readonly takes?: {
      readonly from: string
      readonly fields: Readonly<Record<string, string>>
      /** What it costs those the document is for is asked of an act, not read off the record. */
      readonly priced?: LinePricing
    }
  }
  /** Fields below the lines: what was agreed besides. */
  readonly terms?: readonly string[]
  /** Something is said about it all the time (a deal): the talk stands in the middle, not the log beside. */
  readonly talk?: boolean
}

/** Something that is said to and fro: a conversation, a ticket. */
interface ThreadSource extends RecordPageSource {
  /** What people say: records of an object that lead by `via` to what this record's `of` names (itself where absent), not before the moment in `since`. */
  readonly said: {
    readonly object: Named
    readonly via: string
    readonly of?: string
    readonly since?: string
    readonly text: string
    readonly at: string
    /** Select field: `in` came from the customer, `note` stays in the house. */
    readonly direction: string
    readonly by: string
  }
  /** A long text of the record that opens the thread, and one that closes it, each with its moment. */
  readonly opening?: { readonly text: string; readonly at: string }
  readonly closing?: { readonly text: string; readonly at: string }
  /** Events whose payload holds words that were said (`content`): by us, or among us. */
  readonly words?: Readonly<Record<string, 'out' | 'note'>>
  /** The threads beside this one: those still to be answered, in this order, with these fields in their lines. */
  readonly others: {
    readonly open: { readonly field: string; readonly values: readonly string[] }
    readonly sort: string
    readonly line: readonly string[]
    /** What was said last, where the title would not tell one from the next. */
    readonly says?: string
    /** By when it must be answered: the line says how long is left. */
    readonly due?: string
  }
}

type Told<S extends RecordPageSource> = Omit<S, 'on' | 'acts' | 'beside' | 'path'> & {
  readonly on: string
  readonly path?: RecordPath
  readonly acts: readonly string[]
  readonly beside: readonly string[]
}
export type DocumentPage = Told<DocumentSource> & { readonly kind: 'document' }
export type ThreadPage = Told<Omit<ThreadSource, 'said'>> & {
  readonly kind: 'thread'
  readonly said: Omit<ThreadSource['said'], 'object'> & { readonly object: string }
}
/** How records of an object are worked on: data, drawn by the desk. An object without one has the page of any record. */
export type RecordPageDefinition = DocumentPage | ThreadPage

const pathOf = ({ move, ends, ...path }: RecordPath<Named>): RecordPath => ({
  ...path,
  ...(move ? { move: { ...move, act: nameOf(move.act) } } : {}),
  ...(ends
    ? { ends: { ...ends, acts: Object.fromEntries(Object.entries(ends.acts).map(([kind, act]) => [kind, nameOf(act)])) } }
    : {}),
})

const told = <S extends RecordPageSource>({ path, ...source }: S) => ({
  ...source,
  ...(path ? { path: pathOf(path) } : {}),
  on: nameOf(source.on),
  acts: (source.acts ?? []).map(nameOf),
  beside: (source.beside ?? []).map(nameOf),
})

/** A page of a document: head with its path and the one act that comes next, lines with their sums, what belongs to it beside. */
export const defineDocument = (source: DocumentSource): DocumentPage => {
  const { lines } = source
  check(
    !lines?.sums || lines.columns.includes(lines.sums.under),
    `sums of ${nameOf(source.on)} stand under a column of its lines`,
  )
  return { ...told(source), kind: 'document' }
}

/** A page of a thread: the others waiting, what was said in order, whom it is with; the answer is written below. */
export const defineThread = ({ said, ...source }: ThreadSource): ThreadPage => ({
  ...told(source),
  said: { ...said, object: nameOf(said.object) },
  kind: 'thread',
})

/** A form's designed counterpart: the dialog of one or several acts. An act without one has the dialog that its fields make. */
export interface DialogDefinition {
  readonly acts: readonly string[]
  readonly load: () => Promise<{ default: (props: never) => unknown }>
}
export const defineDialog = (source: {
  readonly acts: readonly Named[]
  readonly load: DialogDefinition['load']
}): DialogDefinition => ({
  ...source,
  acts: source.acts.map(nameOf),
})
