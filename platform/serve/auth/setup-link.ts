import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { refuse } from '@lianke/kernel'
import type { Database } from '../../store/db/database.ts'

const hashOf = (token: string) => createHash('sha256').update(token).digest()

/** A new token for the first run, in place of the one before it; only who started the installation sees it. */
export const makeSetupToken = async (database: Database): Promise<string> => {
  const token = randomBytes(24).toString('base64url')
  await database.home.query({
    text: `insert into lianke.setup_link (hash) values ($1) on conflict (one) do update set hash = excluded.hash, created_at = now()`,
    values: [hashOf(token)],
  })
  return token
}

/** Refuses `setup.link_needed` (403) for whoever has no token, or not this one. */
export const refuseSetupToken = async (database: Database, token: string | null): Promise<void> => {
  const [row] = await database.home.query<{ hash: string }>({ text: `select encode(hash, 'hex') as hash from lianke.setup_link` })
  if (!row || token === null || !timingSafeEqual(Buffer.from(row.hash, 'hex'), hashOf(token)))
    refuse('setup.link_needed', { status: 403 })
}
