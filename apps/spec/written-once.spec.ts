import { deadEnvelopesSource } from '@lianke/engine-intake'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

let world: SpineWorld
beforeAll(async () => {
  world = await openSpine()
  await world.platform.settings.set(world.tenant.id, 'delivery.quiet_hours', null, null)
})
afterAll(() => world.tenant.close())

let told = 0
const say = (event: string, user: string) =>
  world.collect([{ message_id: `w${++told}`, type: 'track', event, user_id: user, properties: {} }])
const personOf = async (user: string) =>
  (await world.sql<{ person: string }>('select person from customer_identifier where value = $1', [user]))[0]?.person
const journey = (event: string, step: string, config: Record<string, unknown>) =>
  world.journey({
    trigger: { on: 'event', event },
    reentry: { mode: 'always' },
    graph: { entry: 'a', nodes: [{ id: 'a', step, config, next: step === 'flow.exit' ? {} : { next: null } }] },
  })

it('a run that ends with its first move is written once where its steps look at no run, and before its steps where they may', async () => {
  await world.sql(`create table run_changed (run uuid)`)
  await world.sql(`create function note_run_changed() returns trigger language plpgsql as $$
    begin insert into run_changed values (new.id); return null; end $$`)
  await world.sql(`create trigger note_run_changed after update on process_run for each row execute function note_run_changed()`)
  const quiet = await journey('went.away', 'flow.exit', { reason: 'away' })
  const careful = await journey('came.back', 'test.note', { text: 'hello' })
  await say('went.away', 'una')
  await say('came.back', 'una')
  await world.run()
  expect(
    await world.sql(
      `select r.process, r.status, r.end_reason, r.passed, jsonb_array_length(r.trail) as stops, (select count(*)::int from run_changed c where c.run = r.id) as changed
      from process_run r order by r.process = $1 desc`,
      [quiet],
    ),
  ).toEqual([
    { process: quiet, status: 'ended', end_reason: 'away', passed: 0, stops: 1, changed: 0 },
    { process: careful, status: 'ended', end_reason: 'completed', passed: 1, stops: 1, changed: 1 },
  ])
  const names = await world.sql<{ name: string }>(
    `select name from fact where name like 'journey.%ed' and payload ? 'run' order by seq`,
  )
  expect(names.map(({ name }) => name).sort()).toEqual(['journey.ended', 'journey.ended', 'journey.entered', 'journey.entered'])
})

it('an event that nobody has read yet counts as waiting, and is read once', async () => {
  const waiting = async () => (await deadEnvelopesSource.backlog?.(world.platform.database, world.tenant.id))?.facts
  expect(await waiting()).toBe(0)
  await say('seen.once', 'una')
  await say('seen.once', 'uma')
  expect(await waiting()).toBe(2)
  await world.run()
  await world.run()
  expect(await waiting()).toBe(0)
  expect(await world.sql(`select name from fact where name = 'seen.once'`)).toHaveLength(2)
})

it('more than can be sent at once is sent in order to each, every message once, behind what waits already', async () => {
  await world.platform.settings.set(world.tenant.id, 'delivery.per_day_max', 1000, null)
  const users = Array.from({ length: 300 }, (_, at) => `many-${at}`)
  await world.collect(
    users.map((user) => ({ message_id: user, type: 'track', event: 'seen.once', user_id: user, properties: {} })),
  )
  await world.run()
  const una = await personOf('una')
  const before = world.post.sent.length
  // One to una went first and is to be tried again in a while: whatever comes after it to her stands behind it.
  await world.sql(
    `with wanted as (
        select 0 as n, person, 'first' as text from customer_identifier where value = 'una'
        union all select row_number() over (order by round, value), person, 'round ' || round from customer_identifier, generate_series(1, 2) round
          where type = 'user_id' and (value = 'una' or value like 'many-%')),
      made as (
        insert into intent (id, key, channel, action, person, content, created_at)
        select (lpad(to_hex(n), 8, '0') || '-0000-7000-8000-000000000000')::uuid, 'many ' || n, 'post', 'post.note', person, jsonb_build_object('text', text), now() from wanted
        returning id, person, content),
      waits as (
        insert into delivery (intent, channel, action, person, touches, urgent, state, attempts, next_at, created_at)
        select id, 'post', 'post.note', person, true, false, 'waiting', 1, $1, now() from made where content ->> 'text' = 'first')
      insert into intent_queue select 1, id from made where content ->> 'text' <> 'first'`,
    [new Date(Date.parse(world.now()) + 600_000).toISOString()],
  )
  for (let turn = 0; turn < 6; turn++) await world.run()
  const sentTo = () => Map.groupBy(world.post.sent.slice(before), ({ person }) => person)
  const textsOf = (person: string | null | undefined) => (sentTo().get(person ?? null) ?? []).map(({ content }) => content.text)
  expect(sentTo().size).toBe(users.length)
  for (const [person] of sentTo()) expect(textsOf(person)).toEqual(['round 1', 'round 2'])
  expect(textsOf(una)).toEqual([])
  world.advance(601_000)
  for (let turn = 0; turn < 4; turn++) await world.run()
  expect(textsOf(una)).toEqual(['first', 'round 1', 'round 2'])
})
