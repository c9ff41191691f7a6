/** Whoever asks: a transaction of the engine, or the unit of work of an act that looks ahead. */
interface Asks {
  query<R>(given: { readonly text: string; readonly values: unknown[] }): Promise<R[]>
}

interface PersonFacts {
  readonly consents: readonly { purpose: string; channel: string; status: string }[]
  /** Touches that were sent, are being sent, or may have been; one that a person may send at any moment counts as now. */
  readonly touched: string[]
}

/** Consents and touches of a set of persons: two statements. */
export const readPersonFacts = async (tx: Asks, persons: readonly string[], now: string): Promise<Map<string, PersonFacts>> => {
  if (persons.length === 0) return new Map()
  const consents = await tx.query<{ person: string; purpose: string; channel: string; status: string }>({
    text: `select person, purpose, coalesce(channel, '') as channel, status from customer_consent where person = any($1) and deleted_at is null`,
    values: [persons],
  })
  const touches = await tx.query<{ person: string; at: string }>({
    // Who was joined to somebody has been touched as that somebody: the two share one budget. Each by his own index: the planner takes a
    // table that was empty a minute ago for small, and would read it whole.
    text: `with who as (
        select g.one as person, g.one as id from unnest($1::uuid[]) as g (one) union all select merged_into, id from customer_person where merged_into = any($1))
      select w.person, t.at from who w cross join lateral (
        select case when d.state = 'asked' then $2::timestamptz else coalesce(d.decided_at, d.created_at) end as at from delivery d
        where d.person = w.id and d.touches and ((d.state in ('sent', 'unknown') and d.decided_at > $2::timestamptz - interval '7 days') or d.state in ('sending', 'asked'))
        offset 0) t`,
    values: [persons, now],
  })
  const byPerson = Map.groupBy(consents, (row) => row.person)
  const touchesOf = Map.groupBy(touches, (row) => row.person)
  return new Map(
    persons.map((person) => [
      person,
      { consents: byPerson.get(person) ?? [], touched: (touchesOf.get(person) ?? []).map((row) => row.at) },
    ]),
  )
}

export interface Address {
  readonly type: string
  readonly issuer: string
  readonly value: string
}

export const addressKey = ({ person, type, issuer }: { person: string | null; type: string; issuer?: string | null }): string =>
  issuer ? `${person} ${type} ${issuer}` : `${person} ${type}`

/**
 * The address of each kind of each person that was seen last, of one of a vendor's companies where one is named (`issuer`): one statement. The
 * key is `person type`, and the company behind it.
 */
export const readAddresses = async (
  tx: Asks,
  wanted: readonly { person: string; type: string; issuer?: string | null }[],
): Promise<Map<string, Address>> => {
  if (wanted.length === 0) return new Map()
  const rows = await tx.query<Address & { person: string; asked: string }>({
    text: `select distinct on (i.person, i.type, w.issuer) i.person, i.type, i.issuer, i.value, w.issuer as asked from customer_identifier i
      join (select distinct * from unnest($1::uuid[], $2::text[], $3::text[]) as w (person, type, issuer)) w
        on w.person = i.person and w.type = i.type and (w.issuer = '' or i.issuer in (w.issuer, ''))
      where i.deleted_at is null order by i.person, i.type, w.issuer, i.last_seen_at desc nulls last, i.value`,
    values: [wanted.map((one) => one.person), wanted.map((one) => one.type), wanted.map((one) => one.issuer ?? '')],
  })
  return new Map(rows.map(({ person, asked, ...one }) => [addressKey({ person, type: one.type, issuer: asked }), one]))
}
