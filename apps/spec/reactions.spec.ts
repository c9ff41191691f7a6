import { defineModule, defineReaction, label, RetryLater } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

const sets: number[] = []
let failFor: string | null = null
let laterFor: string | null = null

/** Counts what it is told in remarks of the person, so that every effect is a row somebody can read. */
const more = defineModule({
  name: 'tally',
  label: label('记数', 'Tally'),
  reactions: [
    defineReaction({
      name: 'tally.in_sets',
      on: ['tally.told'],
      once: (fact) => String(fact.payload.key ?? fact.id),
      run: async (work, fact) => {
        sets.push(1)
        await work.emit({ name: 'customer.tags_added', person: fact.person, payload: { tags: ['set'] } })
      },
      runSet: async (work, facts) => {
        sets.push(facts.length)
        for (const { person } of facts) await work.emit({ name: 'customer.tags_added', person, payload: { tags: ['set'] } })
      },
    }),
    defineReaction({
      name: 'tally.when_it_can',
      on: ['tally.waits'],
      once: (fact) => fact.id,
      run: async (work, fact) => {
        if (fact.person === laterFor) throw new RetryLater('not yet', 100)
        await work.emit({ name: 'customer.tags_added', person: fact.person, payload: { tags: ['waited'] } })
      },
    }),
    defineReaction({
      name: 'tally.of_a_kind',
      on: ['tally.chosen'],
      only: { payload: 'key', begins: "it's:" },
      once: (fact) => fact.id,
      run: async (work, fact) => {
        await work.emit({ name: 'customer.tags_added', person: fact.person, payload: { tags: ['chosen'] } })
      },
    }),
    defineReaction({
      name: 'tally.one_by_one',
      on: ['tally.told'],
      once: (fact) => fact.id,
      run: async (work, fact) => {
        if (fact.person === failFor) throw new Error('this one is not to be')
        await work.emit({ name: 'customer.tags_removed', person: fact.person, payload: { tags: ['one'] } })
      },
    }),
  ],
})

let world: SpineWorld
let persons: string[] = []
beforeAll(async () => {
  world = await openSpine({ more: [more] })
  const rows = Array.from({ length: 20 }, (_, n) => ({ name: `人${n}` }))
  persons = (await world.tenant.system((work) => work.records.upsert({ object: 'customer.person', rows }))).ids.map(String)
  await world.run()
})
afterAll(() => world?.tenant.close())

const tell = (told: readonly { readonly person: string; readonly key?: string }[], name = 'tally.told') =>
  world.sql(
    `insert into fact (id, name, person, payload, actor_kind, actor, source, hops, stopped, occurred_at)
      select gen_random_uuid(), $2, (t ->> 'person')::uuid, t, 'system', 'test', 'house', 3, false, now() from jsonb_array_elements($1::jsonb) t`,
    [JSON.stringify(told), name],
  )
const effects = (name: string) =>
  world.sql<{ person: string; count: number; hops: number; caused: number }>(
    `select e.person, count(*)::int as count, min(e.hops) as hops, count(*) filter (where c.person = e.person and c.name = 'tally.told')::int as caused
      from fact e left join fact c on c.id = e.cause where e.name = $1 and e.actor like 'reaction:tally.%' group by 1 order by 1`,
    [name],
  )
const once = (of: readonly string[]) => [...of].sort().map((person) => ({ person, count: 1, hops: 4, caused: 1 }))

describe('answers to facts', () => {
  it('are given in sets where the answer can, each told with the fact that caused it', async () => {
    await tell(persons.map((person) => ({ person })))
    await world.run()
    expect(Math.max(...sets)).toBeGreaterThan(1)
    expect(await effects('customer.tags_added')).toEqual(once(persons))
    expect(await effects('customer.tags_removed')).toEqual(once(persons))
  })

  it('are given once for one key, in one batch and in two', async () => {
    const [person = ''] = persons
    await tell([
      { person, key: 'the same' },
      { person, key: 'the same' },
    ])
    await world.run()
    await tell([{ person, key: 'the same' }])
    await world.run()
    expect((await effects('customer.tags_added')).find((one) => one.person === person)?.count).toBe(2)
  })

  it('that must wait hold up nobody who came before, and are given once when they can', async () => {
    const waited = async () =>
      (
        await world.sql<{ person: string }>(
          `select person from fact where name = 'customer.tags_added' and payload -> 'tags' ? 'waited' order by person`,
        )
      ).map(({ person }) => person)
    laterFor = persons[9] ?? null
    await tell(
      persons.slice(0, 10).map((person) => ({ person })),
      'tally.waits',
    )
    await world.run()
    expect(await waited()).toEqual(persons.slice(0, 9).sort())
    laterFor = null
    await new Promise((resolve) => setTimeout(resolve, 200))
    await world.run()
    expect(await waited()).toEqual(persons.slice(0, 10).sort())
  })

  it('stand for all others when one cannot be given: it alone is laid aside, and can be tried again', async () => {
    const before = new Map((await effects('customer.tags_removed')).map(({ person, count }) => [person, count]))
    failFor = persons[7] ?? null
    await tell(persons.map((person) => ({ person })))
    for (let turn = 0; turn < 40 && (await world.sql('select 1 from fact_dead')).length === 0; turn++) {
      await world.run()
      await new Promise((resolve) => setTimeout(resolve, 150))
    }
    await world.run()
    const gained = async () =>
      new Map((await effects('customer.tags_removed')).map(({ person, count }) => [person, count - (before.get(person) ?? 0)]))
    expect(await world.sql('select reader, person from fact_dead')).toEqual([{ reader: 'reactions:tally', person: failFor }])
    const gains = await gained()
    expect(persons.map((person) => gains.get(person))).toEqual(persons.map((person) => (person === failFor ? 0 : 1)))
    // The other answer to the same fact was given, and is not given again.
    const sum = (rows: readonly { readonly count: number }[]) => rows.reduce((total, { count }) => total + count, 0)
    const added = sum(await effects('customer.tags_added'))
    const dead = failFor
    failFor = null
    await world.sql('update fact_dead set replay = true')
    await world.run()
    expect(await world.sql('select 1 from fact_dead')).toEqual([])
    expect((await gained()).get(dead ?? '')).toBe(1)
    expect(sum(await effects('customer.tags_added'))).toBe(added)
  })

  it('are given to what they are meant for alone; the rest is not even read', async () => {
    const [one = '', two = '', three = ''] = persons
    await tell([{ person: one, key: "it's: one" }, { person: two, key: 'another' }, { person: three }], 'tally.chosen')
    await world.run()
    const told = await world.sql<{ person: string }>(
      `select person from fact where name = 'customer.tags_added' and payload -> 'tags' ? 'chosen'`,
      [],
    )
    expect(told).toEqual([{ person: one }])
    expect(await world.sql(`select count(*)::int as n from reaction_done where reaction = 'tally.of_a_kind'`, [])).toEqual([
      { n: 1 },
    ])
  })
})
