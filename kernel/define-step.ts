import type { ChannelAct } from './define-meaning.ts'
import type { Field } from './field.ts'
import type { Label } from './label.ts'

/** A node of a journey graph. */
export interface JourneyNode {
  readonly id: string
  readonly step: string
  readonly config: Record<string, unknown>
  /** Outlet name → next node id. A plain step has the outlet `next`. */
  readonly next: Readonly<Record<string, string | null>>
  readonly position?: { readonly x: number; readonly y: number }
}

/** One run as a step sees it. */
export interface JourneyRun {
  readonly id: string
  readonly journey: string
  readonly version: number
  readonly person: string
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
  /** Wait until a moment and/or until an event; the outlet taken when the clock wins is `timeout` or `next`. */
  | { readonly run: string; readonly wait: { readonly until: string | null; readonly event?: string; readonly where?: unknown } }
  | { readonly run: string; readonly end: string }

/** What a step wants done: an action of a channel; the house's own acts (add a tag, create a task) are actions of the channel `self`. */
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

export interface StepHost {
  readonly now: string
  readonly zone: string
  /** Rows of a set of persons, one statement. */
  persons(ids: readonly string[], fields: readonly string[]): Promise<Map<string, Record<string, unknown>>>
  /** Which of these persons match a filter tree, one statement. */
  matching(ids: readonly string[], filter: unknown): Promise<Set<string>>
  /** The named channel, or the usual one, with the action by which it does this; null: none does. */
  channelFor(act: ChannelAct, name: string | null): { readonly channel: string; readonly action: string } | null
  /** Asks for delivery; written with the move in the same transaction. */
  intend(intents: readonly Intent[]): void
}

/** A kind of journey step: moves a *set* of runs per call. One file each, in the room that owns the act. */
export interface StepDefinition {
  readonly name: string
  readonly label: Label
  readonly icon?: string
  readonly group: 'flow' | 'message' | 'record' | 'task'
  readonly fields: Readonly<Record<string, Field>>
  /** It goes by a channel: its input `channel` chooses among those of the product that do this. */
  readonly by?: ChannelAct
  /** Names of the ways out; a function where the configuration decides (branches). */
  readonly outlets: readonly string[] | ((config: Record<string, unknown>) => readonly string[])
  readonly enter: (host: StepHost, node: JourneyNode, runs: readonly JourneyRun[]) => Promise<readonly StepMove[]>
}
export const defineStep = (definition: StepDefinition): StepDefinition => definition
