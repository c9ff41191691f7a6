import type { IdentifierInput } from '@lianke/kernel'
import type { Doors } from '../doors.ts'
import { defaultRules, keyOf, normaliseIdentifier } from '../rules/normalise-identifier.rule.ts'

interface Parted {
  readonly kept: string
  readonly gone: string
  readonly merged_at: string
}

const factsPerReadMax = 2000

/** Facts that arrived after the merge go with the identifiers they came with; one that names both stays. */
export const returnFacts = async (doors: Doors, merge: Parted): Promise<void> => {
  const held = await doors.sql<{ type: string; issuer: string; value: string; person: string }>(
    `select type, issuer, value, person from customer_identifier where person = any($1) and deleted_at is null`,
    [[merge.kept, merge.gone]],
  )
  const rules = { ...defaultRules, region: doors.model.phoneRegion }
  const holder = new Map(held.map((row) => [keyOf(row), row.person]))
  for (let seq = '0'; ; ) {
    const facts = await doors.sql<{ id: string; seq: string; identifiers: IdentifierInput[] }>(
      `select id, seq::text as seq, payload -> 'identifiers' as identifiers from fact
        where person = $1 and recorded_at >= $2 and seq > $3 and jsonb_typeof(payload -> 'identifiers') = 'array' order by fact.seq limit ${factsPerReadMax}`,
      [merge.kept, merge.merged_at, seq],
    )
    const back = facts.filter((fact) => {
      const holders = new Set(
        fact.identifiers.flatMap((input) => {
          const identifier = normaliseIdentifier(input, rules)
          return (identifier && holder.get(keyOf(identifier))) || []
        }),
      )
      return holders.has(merge.gone) && !holders.has(merge.kept)
    })
    if (back.length > 0)
      await doors.sql(`update fact set person = $2 where id = any($1)`, [back.map((fact) => fact.id), merge.gone])
    if (facts.length < factsPerReadMax) return
    seq = facts.at(-1)?.seq ?? seq
  }
}

/** Relations made after the merge follow the external id they came with. */
export const returnRelations = (doors: Doors, merge: Parted): Promise<number> =>
  doors.inWork(async (work) => {
    const later = await doors.sql<{ id: string }>(
      `select r.id from customer_relation r join customer_identifier i on i.person = $2 and i.value = r.external_id and i.issuer = r.issuer and i.deleted_at is null
        where r.person = $1 and r.created_at >= $3 and r.deleted_at is null order by r.id for update of r`,
      [merge.kept, merge.gone, merge.merged_at],
    )
    if (later.length === 0) return 0
    return work.records.updateWhere(
      'customer.relation',
      { field: 'id', op: 'in', value: later.map(({ id }) => id) },
      { person: merge.gone },
    )
  })
