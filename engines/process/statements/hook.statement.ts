import { createHash } from 'node:crypto'
import type { UnitOfWork } from '@lianke/kernel'

/** What stands at an address from which a process is started. */
export interface HookRow {
  readonly kind: string
  readonly subject_object: string
  readonly trigger: { readonly path: string; readonly field: string; readonly values?: unknown }
  readonly secret_hash: string
}

/** A secret is kept as its hash: it is shown once. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** The address of a definition; null: it has none, or does not run by it now. */
export const readHook = async (work: UnitOfWork, process: string): Promise<HookRow | null> =>
  (
    await work.sql<HookRow>(
      `select v.kind, v.subject_object, v.trigger, h.secret_hash from process_hook h
        join lateral (select * from process_version v where v.process = h.process order by v.version desc limit 1) v on v.state = 'running'
        where h.process = $1 and v.trigger ->> 'on' = 'hook'`,
      [process],
    )
  )[0] ?? null

/** A new secret takes the place of the old. */
export const writeHook = (work: UnitOfWork, process: string, secret: string): Promise<unknown> =>
  work.sql(
    `insert into process_hook (process, secret_hash, made_at) values ($1, $2, $3)
      on conflict (process) do update set secret_hash = excluded.secret_hash, made_at = excluded.made_at`,
    [process, hashOfSecret(secret), work.now],
  )
