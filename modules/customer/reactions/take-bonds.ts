import { channelOfFact, type Fact, type RowOf, surely, type UnitOfWork } from '@lianke/kernel'
import { applyTagsOfEach } from '../commands/apply-tags.ts'
import { person as personObject } from '../objects/person.object.ts'
import { relation } from '../objects/relation.object.ts'
import { contactTold } from '../rules/contact-told.rule.ts'
import { makeTags, wantedTags } from './ensure-tags.ts'
import { personOfFact, staffOfFactOrNew } from './person-of-fact.ts'
import { isInIssuer, issuerOf } from './relation-of.ts'

type Relation = Pick<RowOf<typeof relation>, 'id' | 'person' | 'staff' | 'channel' | 'issuer' | 'status' | 'lost_at' | 'tags'>
type Staff = NonNullable<Awaited<ReturnType<typeof staffOfFactOrNew>>>

/** A fact that tells of a friendship, and of whom. */
interface Bond {
  readonly fact: Fact
  readonly told: ReturnType<typeof contactTold.parse>
  readonly staff: Staff
  readonly person: string
}

/** Of whom each fact tells; those that name no member are left out. Each member is looked up once. */
export const bondsOf = async (work: UnitOfWork, facts: readonly Fact[]): Promise<readonly Bond[]> => {
  const known = new Map<string, Staff | null>()
  const bonds: Bond[] = []
  for (const fact of facts) {
    const told = contactTold.parse(fact.payload)
    const account = JSON.stringify([channelOfFact(fact), fact.payload.issuer, told.userid])
    const staff = known.has(account) ? known.get(account) : await staffOfFactOrNew(work, fact)
    known.set(account, staff ?? null)
    if (staff) bonds.push({ fact, told, staff, person: await personOfFact(work, fact) })
  }
  return bonds
}

/** In rounds of different persons, each person's facts in their order. */
export const inRounds = (bonds: readonly Bond[]): readonly (readonly Bond[])[] => {
  const rounds: Bond[][] = []
  const seen = new Map<string, number>()
  for (const bond of bonds) {
    const round = seen.get(bond.person) ?? 0
    seen.set(bond.person, round + 1)
    rounds[round] = [...(rounds[round] ?? []), bond]
  }
  return rounds
}

/** What the fact says of the friendship. Facts come in any order: one that is older than its end does not begin it again. */
const rowOf = ({ fact, told, staff, person }: Bond, before: Relation | undefined) => {
  const isOver = before?.status !== 'active' && before?.lost_at != null && before.lost_at >= fact.occurred_at
  return {
    person,
    staff: staff.id,
    owner: staff.id,
    channel: channelOfFact(fact),
    issuer: issuerOf(fact),
    external_id: told.external_userid,
    ...(isOver ? {} : { status: 'active' as const, lost_at: null }),
    ...(told.remark === undefined ? {} : { remark: told.remark || null }),
    ...(told.description === undefined ? {} : { description: told.description || null }),
    ...(told.tags === undefined ? {} : { tags: told.tags }),
    ...(told.state ? { state: told.state } : {}),
    ...(told.add_way == null ? {} : { add_way: told.add_way }),
    ...(fact.means === 'contact.added' ? { added_at: fact.occurred_at } : {}),
  }
}

/** All bonds of these persons. */
const relationsOf = async (work: UnitOfWork, persons: readonly string[]): Promise<ReadonlyMap<string, readonly Relation[]>> => {
  const found: Relation[] = []
  for await (const set of work.records.inSets(relation, {
    filter: { field: 'person', op: 'in', value: persons },
    fields: ['person', 'staff', 'channel', 'issuer', 'status', 'lost_at', 'tags'],
  }))
    found.push(...set)
  return Map.groupBy(found, ({ person }) => person)
}

const beforeOf = ({ fact, staff }: Bond, relations: readonly Relation[]): Relation | undefined =>
  relations
    .filter((one) => one.staff === staff.id && one.channel === channelOfFact(fact) && isInIssuer(fact, one))
    .sort((a, b) => Number(Boolean(b.issuer)) - Number(Boolean(a.issuer)))[0]

/** Tags that the channel tells are put on the person; those that the member took off go, unless another relation still bears them. */
const followTags = async (
  work: UnitOfWork,
  bonds: readonly (Bond & { readonly before: Relation | undefined; readonly others: readonly Relation[] })[],
): Promise<void> => {
  const changes = new Map(
    bonds.flatMap(({ person, told: { tags }, before, others }) => {
      if (tags === undefined) return []
      const held = others.flatMap((one) => one.tags ?? [])
      const remove = (before?.tags ?? []).filter((tag) => !tags.includes(tag) && !held.includes(tag))
      return [[person, { add: wantedTags(tags), remove }] as const]
    }),
  )
  if (changes.size === 0) return
  await makeTags(work, [...new Set(changes.values().flatMap(({ add }) => add))])
  await applyTagsOfEach(work, changes)
}

/** Friendships of different persons: each relation stands, the first member owns the person, tags follow, and who was added is told. */
export const takeBonds = async (work: UnitOfWork, bonds: readonly Bond[]): Promise<void> => {
  const persons = bonds.map(({ person }) => person)
  const relations = await relationsOf(work, persons)
  const known = bonds.map((bond) => {
    const own = relations.get(bond.person) ?? []
    const before = beforeOf(bond, own)
    return { ...bond, before, others: own.filter((one) => one !== before) }
  })
  const rows = known.map((bond) => ({ id: bond.before?.id, row: rowOf(bond, bond.before) }))
  const changed = rows.flatMap(({ id, row }) => (id ? [{ id, ...row }] : []))
  const fresh = rows.flatMap(({ id, row }) => (id ? [] : [row]))
  if (changed.length > 0) await work.records.upsert({ object: relation, rows: changed })
  if (fresh.length > 0)
    await work.records.upsert({ object: relation, key: ['person', 'staff', 'channel', 'issuer'], rows: fresh })
  const found = await work.records.find(personObject, persons, { fields: ['owner', 'source'], forUpdate: true })
  const free = bonds.flatMap(({ person, staff }) => (found.get(person)?.owner ? [] : [{ id: person, owner: staff.id }]))
  if (free.length > 0) await work.records.upsert({ object: personObject, rows: free })
  await followTags(work, known)
  for (const { fact, told, staff, person } of bonds) {
    if (fact.means !== 'contact.added') continue
    const { source } = surely(found.get(person), 'who was given an owner is there')
    await work.emit({
      name: 'customer.relation_added',
      person,
      subject: { object: personObject.name, id: person },
      cause: { id: fact.id, hops: fact.hops },
      occurred_at: fact.occurred_at,
      payload: {
        staff: staff.id,
        staff_name: staff.name,
        state: told.state ?? '',
        channel: channelOfFact(fact),
        source: source ?? '',
      },
      key: `relation_added:${fact.id}`,
    })
  }
}
