import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { around } from './around.testing.ts'
import { openWorld, user, type World } from './identity-world.testing.ts'

const personsMax = 5
let world: World
let round = 0
beforeAll(async () => {
  world = await openWorld([around])
})
afterAll(() => world?.tenant.close())

const nth = fc.nat(personsMax - 1)
const some = fc.nat(20)
const actOf = fc.oneof(
  fc.record({ what: fc.constant('merge' as const), nth, other: nth }),
  fc.record({ what: fc.constant('merge' as const), nth, other: nth }),
  fc.record({ what: fc.constant('part' as const), some }),
  fc.record({ what: fc.constant('part' as const), some }),
  fc.record({ what: fc.constant('sell' as const), nth, amount: fc.nat(100) }),
  fc.record({ what: fc.constantFrom('lose' as const, 'find' as const), some }),
  fc.record({ what: fc.constantFrom('leave' as const, 'return' as const), nth }),
  fc.record({ what: fc.constantFrom('invite' as const, 'uninvite' as const), nth }),
)
type Act = typeof actOf extends fc.Arbitrary<infer A> ? A : never
const wordOf = fc.option(
  fc.record({ status: fc.constantFrom('granted', 'denied'), at: fc.option(fc.integer({ min: 2001, max: 2025 })) }),
)
const bornOf = fc.record({
  word: wordOf,
  card: fc.boolean(),
  colour: fc.option(fc.constantFrom('red', 'blue')),
  company: fc.option(fc.constantFrom('Acme', 'Bolt', 'Coil')),
  club: fc.boolean(),
  sales: fc.nat(2),
  guest: fc.boolean(),
  barred: fc.boolean(),
})
type Born = typeof bornOf extends fc.Arbitrary<infer A> ? A : never

interface Sale {
  readonly id: string
  owner: string
  readonly amount: number
  gone: boolean
}
/** What should be, kept by hand: who is one with whom, and whose each record is. */
interface Truth {
  readonly ids: readonly string[]
  readonly born: readonly Born[]
  readonly club: string
  readonly list: string
  readonly sales: Sale[]
  readonly guests: Set<string>
  readonly away: Set<string>
  /** Merges in force. */
  merges: { readonly kept: string; readonly gone: string }[]
}
const rootOf = ({ merges }: Truth, id: string): string => {
  const up = merges.find(({ gone }) => gone === id)
  return up ? rootOf({ merges } as Truth, up.kept) : id
}
const membersOf = (truth: Truth, root: string) => truth.ids.filter((id) => rootOf(truth, id) === root)

const create = (object: string, values: Record<string, unknown>) =>
  world.tenant.system((work) => work.records.create(object, values))
const remove = (object: string, id: string) => world.tenant.system((work) => work.records.remove(object, id))
const restore = (object: string, id: string) => world.tenant.system((work) => work.records.restore(object, id))
const change = (object: string, id: string, values: Record<string, unknown>) =>
  world.tenant.system((work) => work.records.update(object, id, values))

const begin = async (born: readonly Born[]): Promise<Truth> => {
  round++
  const ids = await world.identify(born.map((_, at) => ({ ids: [user(`r${round}-${at}`)] })))
  for (const [at, id] of ids.entries())
    await world.sql(`update customer_person set created_at = $2 where id = $1`, [id, `2020-01-0${at + 1}T00:00:00Z`])
  const club = (await create('test.club', { name: `r${round}` })).id
  const sales: Sale[] = []
  for (const [at, { word, card, colour, company, club: member, sales: many }] of born.entries()) {
    const person = ids[at] ?? ''
    await change('customer.person', person, { company, ...(member ? { club } : {}) })
    for (let n = 0; n < many; n++)
      sales.push({ id: (await create('test.sale', { person, amount: n + 1 })).id, owner: person, amount: n + 1, gone: false })
    if (card) await create('test.card', { person, kind: 'gold', colour })
    if (!word) continue
    const said = await create('customer.consent', { person, purpose: 'marketing', channel: null, status: word.status })
    await world.sql(`update customer_consent set decided_at = $2 where id = $1`, [
      said.id,
      word.at === null ? null : `${word.at}-01-01T00:00:00Z`,
    ])
  }
  const guests = ids.filter((_, at) => born[at]?.guest)
  const list = (await create('test.list', { guests, barred: ids.filter((_, at) => born[at]?.barred) })).id
  return { ids, born, club, list, sales, guests: new Set(guests), away: new Set(), merges: [] }
}

const merge = async (truth: Truth, one: string, other: string): Promise<void> => {
  const [left, right] = [rootOf(truth, one), rootOf(truth, other)]
  if (left === right || truth.away.has(left) || truth.away.has(right)) return
  const [kept = '', gone = ''] = [left, right].sort((a, b) => truth.ids.indexOf(a) - truth.ids.indexOf(b))
  await world.ask('identity.merge_asked', { left, right, reason: 'manual' })
  truth.merges = [...truth.merges, { kept, gone }]
}
const part = async (truth: Truth, some: number): Promise<void> => {
  const found = truth.merges[some % Math.max(1, truth.merges.length)]
  if (!found) return
  const [row] = await world.sql<{ id: string }>(`select id from identity_merge where gone = $1 and undone_at is null`, [
    found.gone,
  ])
  await world.ask('identity.unmerge_asked', { merge: row?.id, by: 'test' })
  // Who stayed and was merged away himself since is parted first.
  if (!truth.merges.some(({ gone }) => gone === found.kept)) truth.merges = truth.merges.filter((one) => one !== found)
}

const actOut = async (truth: Truth, act: Act): Promise<void> => {
  const person = 'nth' in act ? (truth.ids[act.nth % truth.ids.length] ?? '') : ''
  const root = rootOf(truth, person)
  const sale = 'some' in act ? truth.sales[act.some % Math.max(1, truth.sales.length)] : undefined
  if (act.what === 'merge') return merge(truth, person, truth.ids[act.other % truth.ids.length] ?? '')
  if (act.what === 'part') return part(truth, act.some)
  if (act.what === 'sell') {
    if (truth.away.has(root)) return
    const { id } = await create('test.sale', { person: root, amount: act.amount })
    truth.sales.push({ id, owner: root, amount: act.amount, gone: false })
  } else if (act.what === 'lose' || act.what === 'find') {
    if (!sale || sale.gone === (act.what === 'lose') || truth.away.has(rootOf(truth, sale.owner))) return
    await (sale.gone ? restore : remove)('test.sale', sale.id)
    sale.gone = !sale.gone
  } else if (act.what === 'leave' || act.what === 'return') {
    if (membersOf(truth, root).length > 1 || truth.away.has(root) === (act.what === 'leave')) return
    await (act.what === 'leave' ? remove : restore)('customer.person', root)
    if (!truth.away.delete(root)) truth.away.add(root)
  } else if (!truth.away.has(root) && (act.what === 'uninvite' || membersOf(truth, root).length === 1)) {
    // Whoever is put in by hand while two are one is put in as both.
    for (const one of membersOf(truth, root)) truth.guests.delete(one)
    if (act.what === 'invite') truth.guests.add(root)
    const guests = [...new Set([...truth.guests].filter((one) => !truth.away.has(one)).map((one) => rootOf(truth, one)))]
    await change('test.list', truth.list, { guests })
  }
}

const strict = (word: Born['word']): readonly [number, number] =>
  word === null || word === undefined
    ? [-2, 0]
    : [word.at ?? (word.status === 'denied' ? 9999 : -1), word.status === 'denied' ? 1 : 0]
/** The strictest of what all members said. */
const wordOfAll = (truth: Truth, root: string): string | undefined =>
  membersOf(truth, root)
    .map((id) => truth.born[truth.ids.indexOf(id)]?.word)
    .filter((word) => word !== null && word !== undefined)
    .sort((a, b) => strict(b)[0] - strict(a)[0] || strict(b)[1] - strict(a)[1])[0]?.status

const judge = async (truth: Truth): Promise<void> => {
  const rows = await world.sql<{
    id: string
    merged_into: string | null
    gone: boolean
    sales: string
    spent: string
    company: string | null
    words: string[]
    cards: number
  }>(
    `select p.id, p.merged_into, p.deleted_at is not null as gone, coalesce(p.sales, 0) as sales, coalesce(p.spent, 0) as spent, p.company,
        array(select c.status from customer_consent c where c.person = p.id and c.deleted_at is null) as words,
        (select count(*)::int from test_card c where c.person = p.id and c.deleted_at is null) as cards
      from customer_person p where p.id = any($1)`,
    [truth.ids],
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  for (const id of truth.ids) {
    const [root, row] = [rootOf(truth, id), byId.get(id)]
    expect(row?.merged_into ?? null, 'who stays').toBe(root === id ? null : root)
    expect(row?.gone).toBe(root !== id || truth.away.has(id))
    if (root !== id || truth.away.has(id)) continue
    const members = membersOf(truth, id)
    const own = truth.sales.filter((sale) => !sale.gone && members.includes(sale.owner))
    expect(Number(row?.sales), 'how many sales').toBe(own.length)
    expect(Number(row?.spent), 'sum of sales').toBe(own.reduce((sum, { amount }) => sum + amount, 0))
    expect(row?.words, 'consent').toEqual([wordOfAll(truth, id)].filter(Boolean))
    const born = members.map((one) => truth.born[truth.ids.indexOf(one)])
    expect(row?.cards, 'cards').toBe(born.some((one) => one?.card) ? 1 : 0)
    const companies = born.flatMap((one) => one?.company ?? [])
    if (companies.length === 0) expect(row?.company ?? null).toBeNull()
    else expect(companies).toContain(row?.company)
  }
  const [counted] = await world.sql<{ people: string; real: number }>(
    `select people, (select count(*)::int from customer_person p where p.club = c.id and p.deleted_at is null) as real from test_club c where id = $1`,
    [truth.club],
  )
  expect(Number(counted?.people), 'people of the club').toBe(counted?.real)
  const [list] = await world.sql<{ guests: string[] | null; barred: string[] }>(
    `select guests, barred from test_list where id = $1`,
    [truth.list],
  )
  const shown = (ids: Iterable<string>) => [...new Set([...ids].map((id) => rootOf(truth, id)))].sort()
  const present = [...truth.guests].filter((id) => !truth.away.has(id))
  expect([...(list?.guests ?? [])].sort(), 'guests').toEqual(shown(present))
  expect([...(list?.barred ?? [])].sort(), 'barred').toEqual(shown(truth.ids.filter((_, at) => truth.born[at]?.barred)))
}

it('whatever is merged, parted, deleted and restored in whatever order: figures, links, lists and consent are what a count of them anew says', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(bornOf, { minLength: 2, maxLength: personsMax }),
      fc.array(actOf, { minLength: 2, maxLength: 14 }),
      async (born, acts) => {
        const truth = await begin(born)
        for (const act of acts) {
          await actOut(truth, act)
          await judge(truth)
        }
      },
    ),
    { numRuns: 60, interruptAfterTimeLimit: 60_000 },
  )
})
