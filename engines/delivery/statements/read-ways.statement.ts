import { check, staffAccountField } from '@lianke/kernel'
import type { Address } from './read-gate.statement.ts'

/** Whoever asks: a transaction of the engine, or the unit of work of an act that looks ahead. */
export interface Asks {
  query<R>(given: { readonly text: string; readonly values: unknown[] }): Promise<R[]>
}

/** How somebody is to be reached: by which kind of id on which channel, as whom, in which of the vendor's companies; null: whichever it is. */
export interface WayWanted {
  readonly person: string
  readonly type: string
  readonly channel: string
  readonly sender: string | null
  readonly issuer: string | null
}
/** An address, and the account that speaks to it; null: nobody has one there. */
export interface Way extends Address {
  readonly sender: string | null
}
export const wayKey = ({ person, type, sender, issuer }: WayWanted): string =>
  [person, type, sender ?? '', issuer ?? ''].join(' ')

/**
 * The way to each, one statement a channel. A person may have an id in several of a vendor's companies, and colleagues in each: one goes where
 * the bond stands, that of the named sender before that of the owner before the latest; without any bond by the id that was seen last. The
 * account is that of the bond's colleague in that company, of a sender who was named and is not the owner his own: accounts of further
 * companies stand in records of their own, and an account of another company is none there.
 */
export const readWays = async (tx: Asks, wanted: readonly WayWanted[]): Promise<Map<string, Way>> => {
  const ways = new Map<string, Way>()
  for (const [channel, set] of Map.groupBy(wanted, (one) => one.channel)) {
    const rows = await tx.query<Way & { person: string; wanted_sender: string | null; wanted_issuer: string | null }>({
      text: statementOf(channel),
      values: [channel, JSON.stringify([...new Map(set.map((one) => [wayKey(one), one])).values()])],
    })
    for (const { person, type, issuer, value, sender, wanted_sender, wanted_issuer } of rows)
      ways.set(wayKey({ person, type, channel, sender: wanted_sender, issuer: wanted_issuer }), { type, issuer, value, sender })
  }
  return ways
}

const statementOf = (channel: string): string => {
  const field = staffAccountField(channel)
  check(/^[a-z][a-z0-9_]*$/.test(field), 'the name of a channel is a word')
  const own = `s.${field}`
  return `with w as (select * from jsonb_to_recordset($2::jsonb) as w (person uuid, type text, sender text, issuer text)),
    asked as (
      select w.*, p.owner, coalesce(
        (select a.staff from organisation_staff_account a where a.channel = $1 and a.account = w.sender and a.issuer = w.issuer and a.deleted_at is null limit 1),
        (select s.id from organisation_staff s where ${own} = w.sender and s.deleted_at is null limit 1)) as speaker
      from w join customer_person p on p.id = w.person),
    found as (
      select distinct on (w.person, w.type, w.sender, w.issuer) w.person, w.type, w.sender as wanted_sender, w.issuer as wanted_issuer,
        i.issuer, i.value, case when w.sender is null or w.speaker = w.owner then coalesce(r.staff, w.owner) else w.speaker end as staff
      from asked w join customer_identifier i on i.person = w.person and i.type = w.type and i.deleted_at is null and (w.issuer is null or i.issuer in (w.issuer, ''))
      left join customer_relation r on r.person = w.person and r.channel = $1 and r.external_id = i.value and coalesce(r.issuer, '') = coalesce(i.issuer, '') and r.status = 'active' and r.deleted_at is null
      order by w.person, w.type, w.sender, w.issuer, (r.staff = w.speaker) desc nulls last, (r.staff = w.owner) desc nulls last,
        (r.id is not null) desc, i.last_seen_at desc nulls last, r.added_at desc nulls last, i.value, r.id)
    select f.person::text as person, f.type, f.wanted_sender, f.wanted_issuer, f.issuer, f.value,
      coalesce(
        (select a.account from organisation_staff_account a where a.staff = f.staff and a.channel = $1 and a.issuer = f.issuer and a.deleted_at is null limit 1),
        case when not exists (select 1 from organisation_staff_account a where a.channel = $1 and a.issuer = f.issuer and a.deleted_at is null)
          then coalesce((select ${own} from organisation_staff s where s.id = f.staff), f.wanted_sender) end) as sender
    from found f`
}
