import type { Translated } from '@lianke/kernel'
import { type CorpHost, placeOf } from '../corp/corp-host.ts'
import { call } from '../api/client.ts'
import type { SyncCheckpoint, SyncPage, SyncPhase } from './checkpoint.ts'

/** What every phase of one sync stands on. */
export interface Reading {
  readonly host: CorpHost
  /** A fact of this run: told again under the same key, it is told once. */
  fact(name: string, key: string, payload: Record<string, unknown>, more?: Partial<Translated>): Translated
  at(phase: SyncPhase, where?: string, cursor?: string): SyncCheckpoint
}
/** One part of a sync, as pages; `from` is where it begins. */
export type Phase = (reading: Reading, from: SyncCheckpoint) => AsyncGenerator<SyncPage>

/** The vendor tells moments in seconds: what was read in the middle of one is not later than what began in it. */
const inSeconds = (now: string): string => new Date(Math.floor(Date.parse(now) / 1000) * 1000).toISOString()

export const readingOf = (host: CorpHost, run: string): Reading => {
  const place = placeOf(host)
  const now = inSeconds(host.now())
  return {
    host,
    fact: (name, key, payload, more = {}) => ({
      name,
      occurred_at: now,
      identifiers: [],
      payload: { ...payload, ...place },
      key: `wecom.sync:${run}:${key}`,
      ...more,
    }),
    at: (phase, where = '', cursor = '') => ({ run, phase, at: where, cursor }),
  }
}

/** Members who have customers. */
export const followers = async (host: CorpHost): Promise<readonly string[]> =>
  (await call<{ follow_user?: readonly string[] }>(host, '/cgi-bin/externalcontact/get_follow_user_list')).follow_user ?? []

/** What comes behind a place in a sorted list. */
export const after = (all: readonly string[], at: string): readonly string[] =>
  at === '' ? all : all.filter((each) => each > at)
