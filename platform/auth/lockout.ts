import { refuse } from '@lianke/kernel'
import type { Database } from '../db/database.ts'

export const failuresMax = 5
export const failureWindowMinutes = 15
export const lockoutMinutes = 15

/** Refuses `sign_in.locked` while a name is locked. The name is locked whether or not an account has it. */
export const refuseLocked = async (database: Database, login: string): Promise<void> => {
  const [row] = await database.home.query<{ wait: number }>({
    text: 'select ceil(extract(epoch from locked_until - now()))::int as wait from lianke.login_lockout where login = $1 and locked_until > now()',
    values: [login],
  })
  if (row)
    refuse('sign_in.locked', { status: 429, params: { minutes: Math.ceil(row.wait / 60) }, extra: { retry_after: row.wait } })
}

/** Counts one failure; answers whether the name is locked now. */
export const countFailure = async (database: Database, login: string): Promise<boolean> => {
  const [row] = await database.home.query<{ locked: boolean }>({
    text: `insert into lianke.login_lockout as l (login, failures, first_at) values ($1, 1, now())
      on conflict (login) do update set
        failures = case when l.first_at < now() - make_interval(mins => $2) or l.locked_until < now() then 1 else l.failures + 1 end,
        first_at = case when l.first_at < now() - make_interval(mins => $2) or l.locked_until < now() then now() else l.first_at end,
        locked_until = case when l.first_at >= now() - make_interval(mins => $2) and (l.locked_until is null or l.locked_until > now()) and l.failures + 1 >= $3
          then now() + make_interval(mins => $4) end
      returning locked_until is not null as locked`,
    values: [login, failureWindowMinutes, failuresMax, lockoutMinutes],
  })
  return row?.locked ?? false
}

/** A success, or an administrator, forgets the failures. */
export const forgetFailures = async (database: Database, login: string): Promise<void> => {
  await database.home.query({ text: 'delete from lianke.login_lockout where login = $1', values: [login] })
}
