import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Database } from '../../store/db/database.ts'
import type { SignInLibrary } from './sign-in-library.ts'

/** A code is good for its own half minute and one to either side. */
const windowSeconds = 120
const hashOf = (code: string) => createHash('sha256').update(code).digest()

/** Takes a code once: false where it was given within its window already, right or wrong. */
export const takeCode = async (database: Database, account: string, code: string): Promise<boolean> => {
  const rows = await database.home.query({
    text: `insert into lianke.login_code as c (account, code) values ($1, $2)
      on conflict (account, code) do update set used_at = now() where c.used_at < now() - make_interval(secs => $3) returning 1 as one`,
    values: [account, hashOf(code), windowSeconds],
  })
  await database.home.query({
    text: 'delete from lianke.login_code where account = $1 and used_at < now() - make_interval(secs => $2)',
    values: [account, windowSeconds],
  })
  return rows.length > 0
}

/** The account whose password step the browser has behind it, from the library's own signed cookie; null: it must begin again. */
export const accountOfChallenge = async (
  library: SignInLibrary,
  cookies: (name: string) => string | null,
): Promise<string | null> => {
  const { createAuthCookie, internalAdapter, secret } = await library.$context
  const raw = cookies(createAuthCookie('two_factor').name)
  if (!raw) return null
  const signed = decodeURIComponent(raw)
  const at = signed.lastIndexOf('.')
  const [value, given] = [signed.slice(0, at), Buffer.from(signed.slice(at + 1), 'base64')]
  const due = createHmac('sha256', secret).update(value).digest()
  if (given.length !== due.length || !timingSafeEqual(given, due)) return null
  const found = await internalAdapter.findVerificationValue(value)
  return found && found.expiresAt > new Date() ? found.value : null
}

/** Switches the second factor off for somebody who has lost it; devices that were trusted are trusted no more. */
export const resetSecondFactor = async (database: Database, account: string): Promise<void> => {
  await database.home.transaction(async (tx) => {
    await tx.execute({ text: 'delete from lianke.login_two_factor where user_id = $1', values: [account] })
    await tx.execute({
      text: 'update lianke.login set two_factor_enabled = false, updated_at = now() where id = $1',
      values: [account],
    })
    await tx.execute({
      text: `delete from lianke.login_verification where value = $1 and identifier like 'trust-device-%'`,
      values: [account],
    })
    await tx.execute({ text: `delete from lianke.login_try where who = 'code:' || $1`, values: [account] })
  })
}
