import fc from 'fast-check'
import type { IdentifierInput } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anonymous, mail, openWorld, phone, user, type World } from './identity-world.testing.ts'

let world: World
let round = 0
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.tenant.close())

/** Which values ended up with one person: the partition, whatever the ids are. */
const clusters = async (prefix: string): Promise<string[]> => {
  const rows = await world.sql<{ values: string[] }>(
    `select array_agg(value order by value) as values from customer_identifier where source = 'test' or value like $1 group by person`,
    [`${prefix}%`],
  )
  return rows.map((row) => row.values.map((value) => value.slice(prefix.length)).join(' ')).sort()
}
const shuffled = <T>(items: readonly T[], seed: number): T[] => {
  const left = [...items]
  const out: T[] = []
  let state = seed || 1
  while (left.length > 0) {
    state = (state * 1103515245 + 12345) % 2147483648
    out.push(...left.splice(state % left.length, 1))
  }
  return out
}

describe('any order ends the same', () => {
  it('joins A–B, B–C, C–D into one cluster with one canonical id, in every order and in every cut into sets', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 6 }),
        fc.integer({ min: 1, max: 2 ** 30 }),
        fc.integer({ min: 1, max: 4 }),
        async (size, seed, cut) => {
          const mark = `r${++round}-`
          const nodes = Array.from({ length: size }, (_, at) => anonymous(`${mark}${at}`))
          const made: string[] = []
          for (const id of shuffled(nodes, seed + 7)) made.push(...(await world.identify([{ ids: [id] }])))
          const [oldest] = await world.sql<{ id: string }>(
            `select id from customer_person where id = any($1) order by created_at, id limit 1`,
            [made],
          )
          const links = shuffled(
            nodes.slice(1).map((node, at) => ({ ids: [nodes[at] as IdentifierInput, node] })),
            seed,
          )
          for (let at = 0; at < links.length; at += cut) await world.identify(links.slice(at, at + cut))
          const rows = await world.sql<{ person: string }>(
            `select distinct person from customer_identifier where value like $1`,
            [`${mark}%`],
          )
          expect(rows).toEqual([{ person: oldest?.id }])
          expect(
            await world.sql(`select 1 from customer_person where id = any($1) and merged_into = $2 and deleted_at is not null`, [
              made,
              oldest?.id,
            ]),
          ).toHaveLength(size - 1)
        },
      ),
      { numRuns: 15 },
    )
  })

  it('gives ten thousand calls for a hundred persons by eight workers in random order the result they have in sequence', async () => {
    const calls = (mark: string) =>
      Array.from({ length: 10_000 }, (_, at) => {
        const who = at % 100
        const ways = [
          [user(`${mark}u${who}`), phone(`1380000${String(who).padStart(4, '0')}`)],
          [user(`${mark}u${who}`), mail(`${mark}m${who}@example.com`)],
          [user(`${mark}u${who}`), anonymous(`${mark}a${who}-${at % 7}`)],
          [phone(`1380000${String(who).padStart(4, '0')}`), mail(`${mark}m${who}@example.com`)],
        ]
        return { ids: ways[Math.floor(at / 100) % ways.length] as IdentifierInput[], traits: { name: `Person ${who}` } }
      })
    const queue = shuffled(calls('w-'), 42)
    const worker = async () => {
      for (let set = queue.splice(0, 40); set.length > 0; set = queue.splice(0, 40)) await world.identify(set)
    }
    await Promise.all(Array.from({ length: 8 }, worker))
    const of = (text: string) => world.sql<{ count: number }>(text).then((rows) => rows[0]?.count)
    expect(
      await of(
        `select count(distinct person)::int as count from customer_identifier where type = 'user_id' and value like 'w-%'`,
      ),
    ).toBe(100)
    expect(
      await of(`select count(*)::int as count from (select person from customer_identifier where value like 'w-%' or value like '+861380000%' group by person having
      count(*) filter (where type = 'user_id') = 1 and count(*) filter (where type = 'phone') = 1 and count(*) filter (where type = 'email') = 1
      and count(*) filter (where type = 'anonymous_id') = 7) whole`),
    ).toBe(100)
    expect(
      await of(
        `select count(*)::int as count from customer_identifier i join customer_person p on p.id = i.person where i.deleted_at is null and p.deleted_at is not null`,
      ),
    ).toBe(0)
    expect(
      await of(`select count(*)::int as count from fact f join customer_person p on p.id = f.person where f.name = 'person.identified' and p.merged_into is not null
      and not exists (select 1 from identity_merge m where m.gone = p.id)`),
    ).toBe(0)
  })

  it('puts an identifier on the survivor when its person is being merged away at that moment', async () => {
    for (let at = 0; at < 10; at++) {
      await world.identify([{ ids: [user(`race-k${at}`)] }])
      await world.identify([{ ids: [mail(`race-${at}@example.com`)] }])
      await Promise.all([
        world.identify([{ ids: [user(`race-k${at}`), mail(`race-${at}@example.com`)] }]),
        world.identify([{ ids: [mail(`race-${at}@example.com`), anonymous(`race-new${at}`)] }]),
      ])
      const rows = await world.sql(
        `select distinct i.person, p.deleted_at from customer_identifier i join customer_person p on p.id = i.person
        where i.value = any($1)`,
        [[`race-k${at}`, `race-${at}@example.com`, `race-new${at}`]],
      )
      expect(rows).toHaveLength(1)
      expect(rows[0]?.deleted_at).toBeNull()
    }
  })

  it('makes one row when two workers create the same person, with what both said', async () => {
    for (let at = 0; at < 10; at++) {
      const [left, right] = await Promise.all([
        world.identify([{ ids: [user(`twin-${at}`)], traits: { name: 'Twin' } }]),
        world.identify([{ ids: [user(`twin-${at}`)], traits: { company: 'Both' } }]),
      ])
      expect(left).toEqual(right)
      expect(await world.sql(`select name, company from customer_person where id = $1`, [left?.[0]])).toEqual([
        { name: 'Twin', company: 'Both' },
      ])
    }
    expect(await clusters('twin-')).toHaveLength(10)
  })
})
