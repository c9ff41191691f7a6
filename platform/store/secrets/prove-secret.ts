import type { Database } from '../db/database.ts'
import { masterKeyOf, unlock } from './lock.ts'
import { openSecrets } from './secrets.ts'

/** A tenant's data key as it lies in the database or in a backup: only the right secret opens it. */
export interface WrappedKey {
  readonly tenant: string
  readonly wrapped: string
}
/** The installation's own key: it is there from the first start, so that a secret can be proved before anything else is sealed. */
const installation = ''
const provedMax = 50

/** The secret is not the one that this data was sealed with; the text says what to do. */
export class WrongSecret extends Error {}

/** Does this secret open these keys? No keys: nothing is sealed, any secret will do. */
export const opens = (secret: string, keys: readonly WrappedKey[]): boolean => {
  const master = masterKeyOf(secret)
  return keys.every(({ tenant, wrapped }) => {
    try {
      unlock(master, wrapped, `key:${tenant}`)
      return true
    } catch {
      return false
    }
  })
}

/** Refuses a secret that does not belong to this database, before anything is served or written with it. */
export const proveSecret = async (database: Database, secret: string): Promise<void> => {
  const [there] = await database.home.query<{ yes: boolean }>({
    text: `select to_regclass('lianke.data_key') is not null as yes`,
  })
  if (!there?.yes) return
  const keys = await database.home.query<WrappedKey>({
    text: `select tenant, wrapped from lianke.data_key order by id desc limit ${provedMax}`,
  })
  if (opens(secret, keys)) return
  throw new WrongSecret(
    'the values in this database were sealed with another secret: start with LIANKE_SECRET set to the secret of the installation that made them (it lies in the file "secret" of its data folder). Nothing was changed',
  )
}

/** Leaves the proof in a new database. */
export const leaveProof = async (database: Database, secret: string): Promise<void> => {
  await openSecrets(database, secret).sealer(installation)
}
