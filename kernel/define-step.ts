import type { InputOf } from './command-fields.ts'
import type { SetOutcome } from './define-command.ts'
import type { ChannelAct } from './define-meaning.ts'
import type { Field } from './field.ts'
import type { Filter } from './filter.ts'
import type { Label } from './label.ts'
import type { UnitOfWork } from './unit-of-work.ts'
import type { WorkingCalendar } from './working-calendar.ts'

/** A node of a graph; its settings were checked against the step's fields when the graph was published. */
export interface ProcessNode<C = Readonly<Record<string, unknown>>> {
  readonly id: string
  readonly step: string
  readonly config: C
  /** Outlet name → next node id. A plain step has the outlet `next`. */
  readonly next: Readonly<Record<string, string | null>>
  readonly position?: { readonly x: number; readonly y: number }
}

/** One run as a step sees it. */
export interface ProcessRun {
  readonly id: string
  /** The definition that it runs through. */
  readonly process: string
  readonly version: number
  /** The record that walks. */
  readonly subject: string
  /** Whose record it is; the subject itself where persons walk. */
  readonly person: string | null
  readonly entry_key: string
  readonly node: string
  readonly entered_at: string
  readonly state: Record<string, unknown>
  /** Fact that started it. */
  readonly cause: string | null
  readonly hops: number
}

export type StepMove =
  | { readonly run: string; readonly outlet: string; readonly state?: Record<string, unknown> }
  /**
   * Wait until a moment and/or until an event; the outlet taken when the clock wins is `timeout` or `next`. An event of the house that names the
   * run (`payload.run`) may name the way out, too (`payload.outlet`), or another node to go on at (`wayTo`).
   */
  | { readonly run: string; readonly wait: { readonly until: string | null; readonly event?: string; readonly where?: unknown } }
  | { readonly run: string; readonly end: string }
  /** It could not be done for this one: tried again, and failed for good after some tries. */
  | { readonly run: string; readonly refused: string }

/** What a step wants a channel to do. */
export interface Intent {
  /** Unique: run + node + visit. */
  readonly key: string
  readonly action: string
  readonly channel: string
  readonly person: string | null
  readonly content: Record<string, unknown>
  readonly cause: string | null
  readonly hops: number
}

/** Runs of a process that runs of another ask for, each for some records. */
export interface BeginAsked {
  readonly process: string
  /** They wait until those have ended. */
  readonly wait: boolean
  readonly of: readonly { readonly run: ProcessRun; readonly records: readonly string[] }[]
}

/** A call of a program outside that a run waits for. */
export interface CallAsked {
  readonly run: ProcessRun
  readonly method: string
  readonly url: string
  /** The record whose header goes with it. */
  readonly credential: string | null
  readonly send: Readonly<Record<string, unknown>>
  /** What runs take along of the answer: `[{ name, path }]`. */
  readonly values: unknown
  readonly seconds: number
}

export interface StepHost {
  readonly now: string
  readonly zone: string
  /** The kind of process: `journey`, `automation`. */
  readonly kind: string
  /** When the company works. */
  calendar(): Promise<WorkingCalendar>
  /** The object whose records walk. */
  readonly object: string
  /** Rows of a set of subjects, one statement; paths through references among the fields (`owner.name`). */
  records(ids: readonly string[], fields: readonly string[]): Promise<Map<string, Record<string, unknown>>>
  /** Rows of a set of persons, one statement. */
  persons(ids: readonly string[], fields: readonly string[]): Promise<Map<string, Record<string, unknown>>>
  /** Which of these subjects match a filter tree, one statement. */
  matching(ids: readonly string[], filter: unknown): Promise<Set<string>>
  /** The named channel, or the usual one, with the action by which it does this; null: none does. */
  channelFor(act: ChannelAct, name: string | null): { readonly channel: string; readonly action: string } | null
  /** Records of an object: those that point to each of these by a field (`via`), or all that match, under the key ''; at most so many for each. */
  related(asked: {
    readonly object: string
    readonly via: string | null
    readonly of: readonly string[]
    readonly filter: Filter | null
    readonly limit: number
  }): Promise<ReadonlyMap<string, readonly string[]>>
  /** Starts a published process on records, as far as it lets them in. Answers the runs for which somebody entered; null: it does not run. */
  begin(asked: BeginAsked): Promise<ReadonlySet<string> | null>
  /** Has programs outside called when the runs have moved; the answer takes each on by `next`, or by `else` where it was refused. */
  request(calls: readonly CallAsked[]): Promise<void>
  /** Whose record a subject is, of the runs at hand. */
  personOf(subject: string): string | null
  /** Runs an act on these subjects in the work of `act`, in sets where it can; answers whom it was refused for. Refuses `command.unknown`. */
  command(
    work: UnitOfWork,
    given: { readonly name: string; readonly ids: readonly string[]; readonly input: Readonly<Record<string, unknown>> },
  ): Promise<SetOutcome['refused']>
  /** Asks for delivery; written with the move in the same transaction. */
  intend(intents: readonly Intent[]): void
  /**
   * Acts on records as the house, in the transaction of the move: both stand or neither. Every fact has the cause of the run whose person it
   * is of, or whose subject. A trial notes the act and does not do it (null).
   */
  act<T>(runs: readonly ProcessRun[], run: (work: UnitOfWork) => Promise<T>): Promise<T | null>
}

/** A kind of step: moves a *set* of runs per call. One file each, in the module that owns the act. */
export interface StepDefinition {
  readonly name: string
  readonly label: Label
  readonly icon?: string
  readonly group: 'flow' | 'message' | 'record' | 'task' | 'approval'
  readonly fields: Readonly<Record<string, Field>>
  /** Whom it can be done for: whose record the subject is (`person`), records of these objects; absent: any record. */
  readonly needs?: 'person' | readonly string[]
  /** It goes by a channel: its input `channel` chooses among those of the product that do this. */
  readonly by?: ChannelAct
  /** Runs stand still at it, so that a circle through it does not turn within one moment. */
  readonly waits?: true
  /** It looks at no stored run, acts on no record and begins nothing, so a run that comes to it at its beginning need not be stored yet. */
  readonly ignoresRuns?: true
  /** Names of the ways out; a function where the configuration decides (branches). */
  readonly outlets: readonly string[] | ((config: Record<string, unknown>) => readonly string[])
  enter(host: StepHost, node: ProcessNode, runs: readonly ProcessRun[]): Promise<readonly StepMove[]>
}
export const defineStep = (definition: StepDefinition): StepDefinition => definition

interface ActStepSource<F extends Readonly<Record<string, Field>>>
  extends Omit<StepDefinition, 'fields' | 'outlets' | 'enter' | 'by'> {
  readonly fields: F
  /** Does it for the whole set, one entry of `ids` for each run: its person where the step needs one, else its subject. Answers whom it could not be done for. */
  readonly act: (
    work: UnitOfWork,
    config: InputOf<F>,
    ids: readonly string[],
    host: Omit<StepHost, 'act' | 'intend'>,
  ) => Promise<SetOutcome['refused']>
}

/** Nobody's record cannot be given what only a person can be given. */
export const noPerson = 'process.no_person'

/** A step that does something with records: this one file is all it takes. */
export const defineActStep = <const F extends Readonly<Record<string, Field>>>({
  act,
  ...words
}: ActStepSource<F>): StepDefinition =>
  defineStep({
    ...words,
    outlets: ['next'],
    async enter(host, node: ProcessNode<InputOf<F>>, runs) {
      const idOf = ({ person, subject }: ProcessRun) => (words.needs === 'person' ? person : subject)
      const able = runs.filter((run) => idOf(run) !== null)
      const ids = able.flatMap((run) => idOf(run) ?? [])
      const refused = able.length === 0 ? [] : await host.act(able, (work) => act(work, node.config, ids, host))
      const codes = new Map((refused ?? []).map(({ id, code }) => [id, code]))
      return runs.map((run) => {
        const id = idOf(run)
        const code = id === null ? noPerson : codes.get(id)
        return code === undefined ? { run: run.id, outlet: 'next' } : { run: run.id, refused: code }
      })
    },
  })
