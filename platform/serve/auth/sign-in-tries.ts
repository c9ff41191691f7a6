import { refuse } from '@lianke/kernel'
import type { Database } from '../../store/db/database.ts'

/** So many wrong tries are free; each further one doubles the wait, up to the longest. */
export interface Patience {
  readonly freeTries: number
  readonly firstWaitSeconds: number
}
const waitSecondsMax = 900
const forgottenHours = 24
/** One account tried from one place (an address, or a device that has signed in before). */
const placePatience: Patience = { freeTries: 5, firstWaitSeconds: 30 }
/** One account tried from all places that nobody has signed in from: guessing from many addresses is slow too. */
const strangerPatience: Patience = { freeTries: 30, firstWaitSeconds: 10 }
/** Second factors of one account, over any number of password steps. */
export const codePatience: Patience = { freeTries: 5, firstWaitSeconds: 30 }

export interface Try {
  /** Account id; of a name that nobody has, the name. */
  readonly who: string
  readonly place: string
  readonly patience: Patience
}
const everywhere = 'everywhere'
const waitOf = `least($5::float, $4::float * power(2, least(t.failures - $3, 20)))`

/** Counts a try before it is judged, so that tries at the same time cannot pass together. Answers the seconds to wait; null: go on. */
const take = async (database: Database, { who, place, patience }: Try): Promise<number | null> => {
  const values = [who, place, patience.freeTries, patience.firstWaitSeconds, waitSecondsMax]
  const [taken] = await database.home.query({
    text: `insert into lianke.login_try as t (who, place, failures) values ($1, $2, 1)
      on conflict (who, place) do update set tried_at = now(),
        failures = case when t.tried_at < now() - make_interval(hours => $6) then 1 else t.failures + 1 end
      where t.failures < $3 or t.tried_at + make_interval(secs => ${waitOf}) <= now()
      returning 1 as one`,
    values: [...values, forgottenHours],
  })
  if (taken) return null
  const [row] = await database.home.query<{ wait: number }>({
    text: `select ceil(extract(epoch from t.tried_at + make_interval(secs => ${waitOf}) - now()))::int as wait
      from lianke.login_try t where who = $1 and place = $2`,
    values,
  })
  return Math.max(1, row?.wait ?? 1)
}

/** One try fewer: it was not made, or it was right. */
const giveBack = (database: Database, who: readonly string[], place: string) =>
  database.home.query({
    text: `with fewer as (update lianke.login_try set failures = failures - 1 where who = any($1) and place = $2 and failures > 1 returning 1)
      delete from lianke.login_try where who = any($1) and place = $2 and failures <= 1`,
    values: [who, place],
  })

export interface Attempt {
  /** Accounts the name may mean; of an unknown name, the name itself. */
  readonly who: readonly string[]
  readonly place: string
  /** Somebody has signed in to it from this place before: what strangers did does not hold them up. */
  readonly known: boolean
  readonly patience?: Patience
}

/** Counts one try at an account. Refuses `sign_in.locked` (429) where it must wait; an unknown name is counted alike. */
export const takeTry = async (database: Database, attempt: Attempt): Promise<void> => {
  const { who, place, known, patience = placePatience } = attempt
  for (const [index, one] of who.entries()) {
    const wait =
      (await take(database, { who: one, place, patience })) ?? (known ? null : await strangerWait(database, one, place))
    if (wait === null) continue
    for (const other of who.slice(0, index)) await giveBackTry(database, { ...attempt, who: [other] })
    refuse('sign_in.locked', { status: 429, params: { minutes: Math.ceil(wait / 60) }, extra: { retry_after: wait } })
  }
}
const strangerWait = async (database: Database, who: string, place: string): Promise<number | null> => {
  const wait = await take(database, { who, place: everywhere, patience: strangerPatience })
  if (wait !== null) await giveBack(database, [who], place)
  return wait
}

/** A try that proved right, or was none: it counts against nobody. */
export const giveBackTry = async (database: Database, { who, place, known }: Attempt): Promise<void> => {
  await giveBack(database, who, place)
  if (!known) await giveBack(database, who, everywhere)
}

/** A success forgets what failed from this place. */
export const forgetPlace = async (database: Database, who: string, place: string): Promise<void> => {
  await database.home.query({ text: 'delete from lianke.login_try where who = $1 and place = $2', values: [who, place] })
}

/** Tries that count no more, codes and links that are over. */
export const sweepTries = async (database: Database): Promise<void> => {
  await database.home.query({
    text: `with tries as (delete from lianke.login_try where tried_at < now() - make_interval(hours => $1)),
      codes as (delete from lianke.login_code where used_at < now() - interval '1 hour')
      delete from lianke.login_link where expires_at < now() - interval '30 days'`,
    values: [forgottenHours],
  })
}

/** A new password forgets every failure, and every place that was known by the old one. */
export const forgetTries = async (database: Database, account: string): Promise<void> => {
  await database.home.query({
    text: `with gone as (delete from lianke.login_try where who = any(array[$1, 'code:' || $1])) delete from lianke.login_known where account = $1`,
    values: [account],
  })
}
