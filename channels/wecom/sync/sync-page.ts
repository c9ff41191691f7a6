import { type Envelope, isObject, type PostedEnvelope, type Translated } from '@lianke/kernel'
import {
  checkpointIn,
  phaseAfter,
  problemsIn,
  type SyncCheckpoint,
  type SyncPage,
  type SyncPhase,
  type SyncProblem,
} from './checkpoint.ts'
import type { CorpHost } from '../corp/corp-host.ts'
import { sync } from './sync.ts'

export const syncPageKind = 'wecom.sync_page'
/** Share of the whole that is done when a phase begins, in percent: customers are by far the most. */
const begins: Readonly<Record<SyncPhase, number>> = {
  departments: 0,
  staff: 2,
  tags: 15,
  customers: 18,
  groups: 92,
  done: 100,
}

/** Where a run's pages are told apart in the inbox. */
export const syncPrefix = (run: string): string => `sync:${run}:`

/** A page as an envelope of the inbox: its facts and where to go on are kept together, or not at all. */
const envelopeOf = (page: SyncPage, corp_id: string): PostedEnvelope => {
  const { run, phase, at, cursor } = page.checkpoint
  return {
    channel: 'wecom',
    kind: syncPageKind,
    message_id: `${syncPrefix(run)}${phase}:${at}:${cursor}`.slice(0, 250),
    body: { corp_id, checkpoint: page.checkpoint, facts: page.facts, problems: page.problems },
  }
}

const isFact = (stored: unknown): stored is Translated =>
  isObject(stored) && typeof stored.name === 'string' && Array.isArray(stored.identifiers) && isObject(stored.payload)

/** The facts of a page, as intake asks for them. */
export const factsOfPage = ({ body }: Envelope): readonly Translated[] =>
  Array.isArray(body.facts) ? body.facts.filter(isFact) : []
export const checkpointOfPage = (body: Record<string, unknown>): SyncCheckpoint => checkpointIn(body.checkpoint)
export const problemsOfPage = (body: Record<string, unknown>): readonly SyncProblem[] => problemsIn(body.problems)

const percentOf = (began: SyncPhase, { done, total }: SyncPage['progress']): number => {
  const next = begins[phaseAfter(began)]
  return Math.round(begins[began] + (next - begins[began]) * (total ? Math.min(1, done / total) : 1))
}

/** Reads the corp page by page into the inbox, from a checkpoint on. After each page `moved` is told how far it is, in percent. */
export const postSync = async (
  host: CorpHost,
  from: SyncCheckpoint,
  moved: (percent: number) => Promise<void>,
): Promise<void> => {
  let phase = from.phase
  for await (const page of sync(host, from)) {
    await host.post(envelopeOf(page, host.corp))
    await moved(percentOf(phase, page.progress))
    phase = page.checkpoint.phase
  }
}
