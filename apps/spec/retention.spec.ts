import type { PlatformJobWork } from '@lianke/platform/jobs'
import { pruneJob } from '@lianke/platform/retention'
import { idAt, type TestTenant, testTenant } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../definitions.ts'

let shop: TestTenant
beforeAll(async () => {
  shop = await testTenant({ modules: definitions })
})
afterAll(() => shop.close())

const ask = <R = Record<string, unknown>>(text: string) => shop.platform.database.query<R>(shop.id, { text })
const counted = async (text: string) =>
  Object.fromEntries((await ask<{ what: string; n: number }>(text)).map(({ what, n }) => [what, n]))
const work = (): PlatformJobWork => ({
  platform: shop.platform,
  tenant: shop.id,
  signal: new AbortController().signal,
  transaction: (act) => shop.platform.work(shop.id, { kind: 'system', id: 'job' }, act),
  progress: async () => undefined,
})
/** So many envelopes of one state that came so many days ago. */
const envelopes = (state: string, days: number, count: number) =>
  ask(`insert into inbox (id, channel, message_id, kind, body, received_at, state, next_at)
    select ${idAt(`now() - make_interval(days => ${days})`)}, 'sms', '${state}-${days}-' || n, 'k', '{}', now() - make_interval(days => ${days}), '${state}', now()
    from generate_series(1, ${count}) n`)

describe('ledgers', () => {
  it('lose what is settled and past its time, in sets, and nothing that waits', async () => {
    await envelopes('done', 100, 11_000)
    await envelopes('done', 80, 3)
    await envelopes('waiting', 400, 2)
    await envelopes('dead', 100, 4)
    await envelopes('dead', 400, 5)
    // Events of programs are done from the beginning; they wait as long as they stand in the queue.
    await ask(`insert into inbox_queue select id from inbox where message_id in ('done-100-1', 'done-100-2')`)
    await pruneJob.run(work(), {})
    const states = `select state || ' ' || split_part(message_id, '-', 2) as what, count(*)::int as n from inbox group by 1`
    expect(await counted(states)).toEqual({ 'done 100': 2, 'done 80': 3, 'waiting 400': 2, 'dead 100': 4 })
    await ask('delete from inbox_queue')
  })

  it('keep an intent as long as its delivery, so that nobody is asked twice', async () => {
    await ask(`with made as (insert into intent (id, key, channel, action, content, created_at)
      select ${idAt('now() - make_interval(days => d)')}, 'k' || d || a, 'sms', 'sms.send', '{}', now() - make_interval(days => d)
      from unnest(array[500, 400, 10]) d, unnest(array[true, false]) a returning id, key)
      insert into intent_queue select 1, id from made where key like '%false'`)
    await ask(`insert into delivery (intent, channel, action, touches, urgent, state, next_at, decided_at, created_at)
      select id, 'sms', 'sms.send', true, false, case when key = 'k400true' then 'waiting' else 'sent' end, now(),
        case when key <> 'k400true' then created_at end, created_at from intent where key like '%true'`)
    await pruneJob.run(work(), {})
    expect((await ask<{ key: string }>('select key from intent order by key')).map(({ key }) => key)).toEqual([
      'k10false',
      'k10true',
      'k400false',
      'k400true',
      'k500false',
    ])
    expect(await counted('select state as what, count(*)::int as n from delivery group by 1')).toEqual({ waiting: 1, sent: 1 })
  })

  it('keep a run of a journey that has ended, without its way', async () => {
    await ask(`insert into process_run (id, process, version, subject_object, subject, person, entry_key, node, status, started_at, entered_at, ended_at, end_reason, trail)
      select ${idAt('now() - make_interval(days => d)')}, gen_random_uuid(), 1, 'customer.person', gen_random_uuid(), gen_random_uuid(), s || d, 'n', s, now() - make_interval(days => d), now(),
        case when s = 'ended' then now() - make_interval(days => d) end, 'done', '[{"node": "n"}]'
      from unnest(array[300, 5]) d, unnest(array['ended', 'waiting']) s`)
    await pruneJob.run(work(), {})
    expect(await counted(`select entry_key as what, jsonb_array_length(trail)::int as n from process_run`)).toEqual({
      ended300: 0,
      ended5: 1,
      waiting300: 1,
      waiting5: 1,
    })
  })

  it('follow the company’s own days, and refuse days that would break what is concluded from them', async () => {
    const { settings } = shop.platform
    await expect(settings.set(shop.id, 'delivery.decided_days', 30, null)).rejects.toMatchObject({ code: 'setting.bad_value' })
    await envelopes('done', 20, 2)
    await settings.set(shop.id, 'intake.done_days', 14, null)
    await pruneJob.run(work(), {})
    expect(await counted(`select state as what, count(*)::int as n from inbox where state = 'done' group by 1`)).toEqual({})
  })

  it('lets ended runs of automations go, but those that failed or mean “once”', async () => {
    const process = '00000000-0000-4000-8000-00000000a001'
    await ask(`insert into process_version (process, version, kind, subject_object, state, graph, trigger, reentry, published_at)
      values ('${process}', 1, 'automation', 'lead.lead', 'running', '{}', '{}', '{}', now())`)
    await ask(`insert into process_run (id, process, version, subject_object, subject, entry_key, node, status, started_at, entered_at, ended_at, end_reason)
      select ${idAt('now() - make_interval(days => 300)')}, '${process}', 1, 'lead.lead', gen_random_uuid(), k, 'n', 'ended', now() - interval '300 days', now(), now() - interval '300 days', r
      from (values ('fact', 'completed'), ('once', 'completed'), ('other', 'failed')) as v (k, r)`)
    await pruneJob.run(work(), {})
    expect(
      await counted(`select entry_key as what, count(*)::int as n from process_run where process = '${process}' group by 1`),
    ).toEqual({
      once: 1,
      other: 1,
    })
  })

  it('are each of them settings with a name in both languages', () => {
    const retentions = definitions.flatMap(({ retentions: own }) => own ?? [])
    expect(retentions.map(({ setting }) => setting.name)).toEqual([
      'webhooks.deliveries_days',
      'intake.done_days',
      'intake.dead_days',
      'intake.held_days',
      'journey.ways_days',
      'process.runs_days',
      'delivery.decided_days',
      'delivery.intents_days',
    ])
    for (const { setting } of retentions)
      for (const said of [setting.label, setting.help]) expect(said?.zh && said.en).toBeTruthy()
  })
})
