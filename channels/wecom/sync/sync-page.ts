import type { ChannelHost, Envelope, PostedEnvelope, Translated } from '@lianke/kernel'
import { sync, type SyncCheckpoint, type SyncPage, type SyncProblem } from './sync.ts'

export const syncPageKind = 'wecom.sync_page'
/** Share of the whole that is done when a phase begins, in percent: customers are by far the most. */
const begins: Readonly<Record<SyncCheckpoint['phase'], number>> = {
  departments: 0,
  staff: 2,
  tags: 15,
  customers: 18,
  groups: 92,
  done: 100,
}
const phases = Object.keys(begins) as SyncCheckpoint['phase'][]

/** Where a run's pages are told apart in the inbox. */
export const syncPrefix = (run: string): string => `sync:${run}:`

/** A page as an envelope of the inbox: its facts and where to go on are kept together, or not at all. */
const envelopeOf = (page: SyncPage): PostedEnvelope => {
  const { run, phase, at, cursor } = page.checkpoint
  return {
    channel: 'wecom',
    kind: syncPageKind,
    message_id: `${syncPrefix(run)}${phase}:${at}:${cursor}`.slice(0, 250),
    body: { checkpoint: page.checkpoint, facts: page.facts, problems: page.problems },
  }
}

/** The facts of a page, as intake asks for them. */
export const factsOfPage = (envelope: Envelope): readonly Translated[] => (envelope.body.facts ?? []) as readonly Translated[]
export const checkpointOfPage = (body: Record<string, unknown>): SyncCheckpoint => body.checkpoint as SyncCheckpoint
export const problemsOfPage = (body: Record<string, unknown>): readonly SyncProblem[] =>
  (body.problems ?? []) as readonly SyncProblem[]

const percentOf = (began: SyncCheckpoint['phase'], { done, total }: SyncPage['progress']): number => {
  const next = begins[phases[phases.indexOf(began) + 1] ?? 'done']
  return Math.round(begins[began] + (next - begins[began]) * (total ? Math.min(1, done / total) : 1))
}

/** Reads the corp page by page into the inbox, from a checkpoint on. After each page `moved` is told how far it is, in percent. */
export const postSync = async (
  host: ChannelHost,
  from: SyncCheckpoint,
  moved: (percent: number) => Promise<void>,
): Promise<void> => {
  let phase = from.phase
  for await (const page of sync(host, from)) {
    await host.post(envelopeOf(page))
    await moved(percentOf(phase, page.progress))
    phase = page.checkpoint.phase
  }
}
