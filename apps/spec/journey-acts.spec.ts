import { surely } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

let world: SpineWorld
beforeAll(async () => {
  world = await openSpine()
})
afterAll(() => world?.tenant.close())

const act = (id: string, step: string, config: Record<string, unknown>, next: string | null = null) => ({
  id,
  step,
  config,
  next: { next },
})
/** A journey by hand that acts, with everybody in it. */
const played = async (nodes: readonly ReturnType<typeof act>[], persons: readonly string[]): Promise<string> => {
  const id = await world.journey({
    trigger: { on: 'manual' },
    graph: { entry: surely(nodes[0], 'a journey has a first step').id, nodes },
  })
  await world.command('journey.enrol', { id, persons })
  await world.run()
  return id
}
const personsOf = async (names: readonly string[], more: Record<string, unknown> = {}): Promise<string[]> => {
  const rows = names.map((name) => ({ name, ...more }))
  const made = await world.tenant.system((work) => work.records.upsert({ object: 'customer.person', rows }))
  return made.ids.map((id) => surely(id, 'every row was made'))
}
const ofPersons = (column: string, persons: readonly string[]) =>
  world.sql<Record<string, unknown>>(`select ${column} as value from customer_person where id = any($1::uuid[]) order by id`, [
    persons,
  ])
const endOf = (journey: string) =>
  world.sql<{ end_reason: string; count: number }>(
    'select end_reason, count(*)::int as count from process_run where process = $1 group by 1 order by 1',
    [journey],
  )

describe('a step of a journey that acts on records', () => {
  it('acts in the transaction in which the runs move on, in sets, and asks no channel', async () => {
    const persons = await personsOf(Array.from({ length: 40 }, (_, n) => `客户${n}`))
    const journey = await played(
      [act('a', 'add_tag', { tags: ['新客'] }, 'b'), act('b', 'remove_tag', { tags: ['旧客'] })],
      persons,
    )
    expect(new Set((await ofPersons('tags', persons)).map(({ value }) => JSON.stringify(value)))).toEqual(new Set(['["新客"]']))
    expect(await endOf(journey)).toEqual([{ end_reason: 'completed', count: 40 }])
    expect(await world.sql(`select 1 from intent where channel = 'self'`)).toEqual([])
    expect(await world.sql(`select count(*)::int as count from fact where name = 'customer.tags_added'`)).toEqual([{ count: 40 }])
  })

  it('tells each fact with the cause of the run it was done for', async () => {
    const [person = ''] = await personsOf(['有起因的'])
    await world.journey({
      trigger: { on: 'event', event: 'page.viewed' },
      reentry: { kind: 'always' },
      graph: { entry: 'a', nodes: [act('a', 'add_tag', { tags: ['来过'] })] },
    })
    await world.sql(
      `insert into fact (id, name, person, payload, actor_kind, actor, source, hops, stopped, occurred_at)
        values (gen_random_uuid(), 'page.viewed', $1, '{}', 'system', 'test', 'page', 0, false, now())`,
      [person],
    )
    await world.run()
    const told = await world.sql<{ caused: string; hops: number }>(
      `select c.name as caused, f.hops from fact f join fact c on c.id = f.cause where f.name = 'customer.tags_added' and f.person = $1`,
      [person],
    )
    expect(told).toEqual([{ caused: 'page.viewed', hops: 1 }])
    // What is told of nobody counts on, too: the tag was made for this run.
    expect(
      await world.sql(
        `select c.name as caused, f.hops from fact f left join fact c on c.id = f.cause where f.name = 'customer.tag.created' and f.after ->> 'name' = '来过'`,
      ),
    ).toEqual([{ caused: 'page.viewed', hops: 1 }])
  })

  it('sets a field, by the rules of the record', async () => {
    const persons = await personsOf(['甲', '乙'])
    const fine = await played([act('a', 'update_field', { field: 'stage', value: 'loyal' })], persons)
    expect((await ofPersons('stage', persons)).map(({ value }) => value)).toEqual(['loyal', 'loyal'])
    expect(await endOf(fine)).toEqual([{ end_reason: 'completed', count: 2 }])
  })

  it('gives a task to the owner of the person, or to who is named', async () => {
    const owner = await world.tenant.staff({ name: '小美' })
    const persons = await personsOf(['有主人的'], { owner: owner.id })
    await played([act('a', 'create_task', { title: '回访', due_in_hours: 2 })], persons)
    expect(
      await world.sql(
        'select subject, owner, source, round(extract(epoch from due_at - created_at) / 3600)::int as hours from fieldwork_task',
      ),
    ).toEqual([{ subject: '回访', owner: owner.id, source: 'journey', hours: 2 }])
  })

  it('fails for whom it cannot be done, and for nobody else', async () => {
    const persons = await personsOf(['在的一', '会删掉的', '在的二'])
    const gone = surely(persons[1], 'the second')
    const id = await world.journey({
      trigger: { on: 'manual' },
      graph: {
        entry: 'w',
        nodes: [act('w', 'flow.wait', { amount: 1, unit: 'hour' }, 'a'), act('a', 'add_tag', { tags: ['留下'] })],
      },
    })
    await world.command('journey.enrol', { id, persons })
    await world.run()
    await world.sql('update customer_person set deleted_at = now() where id = $1', [gone])
    for (let turn = 0; turn < 8; turn++) {
      world.advance(3_600_000)
      await world.run()
    }
    expect(await endOf(id)).toEqual([
      { end_reason: 'completed', count: 2 },
      { end_reason: 'failed', count: 1 },
    ])
    expect((await world.sql('select person from process_run where process = $1 and end_reason = $2', [id, 'failed']))[0]).toEqual(
      {
        person: gone,
      },
    )
    const tagged = await world.sql<{ id: string }>(`select id from customer_person where tags @> array['留下']::text[]`)
    expect(new Set(tagged.map(({ id: who }) => who))).toEqual(new Set(persons.filter((one) => one !== gone)))
  })
})
