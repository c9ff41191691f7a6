import { createHash, randomBytes } from 'node:crypto'
import { refuse } from '@lianke/kernel'
import type { Database } from '../../store/db/database.ts'
import { accountForLink, refuseWeak, setPassword, wordsAbout } from './accounts.ts'
import { hashPassword } from './password.ts'
import { forgetTries } from './sign-in-tries.ts'

const linkHours = 72
const hashOf = (token: string) => createHash('sha256').update(token).digest()
const living = 'used_at is null and expires_at > now()'

interface MadeLink {
  readonly token: string
  readonly expires_at: string
}

/** A one-time link by which somebody sets the own password; the one before it dies. */
export const makeLink = async (
  database: Database,
  { account, tenant, by }: { account: string; tenant: string; by: string | null },
): Promise<MadeLink> => {
  const token = randomBytes(32).toString('base64url')
  const expires = new Date(Date.now() + linkHours * 3_600_000).toISOString()
  await database.home.transaction(async (tx) => {
    await tx.execute({ text: 'delete from lianke.login_link where account = $1', values: [account] })
    await tx.execute({
      text: 'insert into lianke.login_link (hash, account, tenant, made_by, expires_at) values ($1, $2, $3, $4, $5)',
      values: [hashOf(token), account, tenant, by, expires],
    })
  })
  return { token, expires_at: expires }
}

export interface LinkShown {
  readonly account: string
  readonly name: string
  readonly mail: string
  readonly company: string
}

/** For whom a link is. Refuses `link.invalid` (404), the same for one that is used, out of date or invented. */
export const readLink = async (database: Database, token: string): Promise<LinkShown> => {
  const [row] = await database.home.query<LinkShown>({
    text: `select l.account, u.name, u.mail, t.name as company from lianke.login_link l join lianke.login u on u.id = l.account
      join lianke.tenant t on t.id = l.tenant where l.hash = $1 and u.disabled_at is null and ${living}`,
    values: [hashOf(token)],
  })
  return row ?? refuse('link.invalid', { status: 404 })
}

/** Sets the password that a link is for, once. Failures and known places of the old password are forgotten. */
export const spendLink = async (database: Database, token: string, password: string): Promise<LinkShown> => {
  const link = await readLink(database, token)
  refuseWeak(password, wordsAbout(await accountForLink(database, link.account)))
  const hash = await hashPassword(password)
  await database.home.transaction(async (tx) => {
    const spent = await tx.execute({
      text: `update lianke.login_link set used_at = now() where hash = $1 and ${living}`,
      values: [hashOf(token)],
    })
    if (spent === 0) refuse('link.invalid', { status: 404 })
    await setPassword(tx, link.account, hash)
    await tx.execute({
      text: 'update lianke.login set must_change = false, updated_at = now() where id = $1',
      values: [link.account],
    })
  })
  await forgetTries(database, link.account)
  return link
}
