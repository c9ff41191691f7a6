import { isObject, listIn, oneOf, RetryLater, surely, textIn, type Translated } from '@lianke/kernel'
import { WecomError } from '../api/wecom-error.ts'

const phases = ['departments', 'staff', 'tags', 'customers', 'groups', 'done'] as const
export type SyncPhase = (typeof phases)[number]

/** Where a sync stands. Store it together with the facts of its page; starting again from it repeats at most nothing. */
export interface SyncCheckpoint {
  readonly run: string
  readonly phase: SyncPhase
  /** Department or member being read, and the vendor's cursor inside it. */
  readonly at: string
  readonly cursor: string
}
/** What could not be read, said plainly; the sync goes on. */
export interface SyncProblem {
  readonly phase: SyncPhase
  readonly at: string
  readonly errcode: number
  readonly message: string
}
export interface SyncPage {
  readonly facts: readonly Translated[]
  readonly problems: readonly SyncProblem[]
  readonly checkpoint: SyncCheckpoint
  readonly progress: { readonly done: number; readonly total: number | null }
}

/** A fresh checkpoint. `run` names the sync in the facts' keys, so that one run tells each thing once. */
export const syncStart = (run: string): SyncCheckpoint => ({ run, phase: 'departments', at: '', cursor: '' })

/** What an errcode makes of a page; what stops everything or heals with time is thrown. */
export const problemOf = (phase: SyncPhase, at: string, cause: unknown): SyncProblem => {
  if (cause instanceof RetryLater || !(cause instanceof WecomError) || cause.kind === 'stop' || cause.kind === 'token')
    throw cause
  return { phase, at, errcode: cause.errcode, message: cause.message }
}

/** The phase that follows; nothing follows the last. */
export const phaseAfter = (phase: SyncPhase): SyncPhase => phases[phases.indexOf(phase) + 1] ?? 'done'

/** A checkpoint as it was stored. */
export const checkpointIn = (stored: unknown): SyncCheckpoint => {
  const { run, phase, at, cursor } = isObject(stored) ? stored : {}
  return {
    run: surely(textIn(run), 'a stored checkpoint names its run'),
    phase: surely(oneOf(phases, phase), 'a stored checkpoint names its phase'),
    at: textIn(at) ?? '',
    cursor: textIn(cursor) ?? '',
  }
}
/** Problems as they were stored. */
export const problemsIn = (stored: unknown): readonly SyncProblem[] =>
  listIn(stored, ({ phase, at, errcode, message }) => {
    const known = oneOf(phases, phase)
    return known ? { phase: known, at: textIn(at) ?? '', errcode: Number(errcode), message: textIn(message) ?? '' } : null
  })
