import { Refusal, surely } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

const hourMs = 3_600_000
let world: SpineWorld
let names = 0
beforeAll(async () => {
  world = await openSpine()
})
afterAll(() => world?.tenant.close())

type Node = Readonly<Record<string, unknown>> & { readonly id: string }
const node = (id: string, step: string, config: Readonly<Record<string, unknown>>, next: string | null = null): Node => ({
  id,
  step,
  config,
  next: { next },
})
const wait = (id: string, next: string | null) => node(id, 'flow.wait', { amount: 1, unit: 'hour' }, next)
const remark = (id: string, said: string, next: string | null = null) =>
  node(id, 'record.set_fields', { values: { remark: said } }, next)

const drawn = async (
  subject_object: string,
  nodes: readonly Node[],
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> =>
  (
    await world.tenant.system((work) =>
      work.records.create('automation.automation', {
        name: `calls ${++names}`,
        subject_object,
        trigger: { on: 'manual' },
        graph: { entry: surely(nodes[0], 'it has a step').id, nodes },
        ...more,
      }),
    )
  ).id
const running = async (...given: Parameters<typeof drawn>): Promise<string> => {
  const id = await drawn(...given)
  await world.command('automation.publish', { id })
  return id
}
const leads = async (count: number, more: Readonly<Record<string, unknown>> = {}): Promise<string[]> => {
  const rows = Array.from({ length: count }, (_, n) => ({ name: '线索', wechat: `c${++names}_${n}`, ...more }))
  const { ids } = await world.tenant.system((work) => work.records.upsert({ object: 'lead.lead', rows }))
  return ids.map((id) => surely(id, 'every row was made'))
}
const start = async (id: string, records: readonly string[]): Promise<void> => {
  await world.command('automation.enrol', { id, records })
  await world.run()
}
const remarksOf = async (ids: readonly string[]): Promise<(string | null)[]> =>
  (await world.sql<{ remark: string | null }>('select remark from lead_lead where id = any($1) order by id', [ids])).map(
    (row) => row.remark,
  )
const endsOf = async (id: string): Promise<unknown[]> =>
  world.sql('select status, end_reason, node from process_run where process = $1 order by id', [id])
const later = async (): Promise<void> => {
  world.advance(hourMs + 60_000)
  await world.run()
}
const problemsOf = async (id: string): Promise<unknown[]> => {
  const refused = await world.command('automation.publish', { id }).then(
    () => null,
    (error: unknown) => error,
  )
  return refused instanceof Refusal ? refused.problems.map(({ path, code }) => `${path} ${code}`) : []
}
const waiting = (at: string) => ({ status: 'waiting', end_reason: null, node: at })
const completed = (at: string) => ({ status: 'ended', end_reason: 'completed', node: at })

describe('a process that calls another', () => {
  it('waits until it has ended, on the same record', async () => {
    const called = await running('lead.lead', [wait('w', 'r'), remark('r', 'called')])
    const id = await running('lead.lead', [node('c', 'flow.call_process', { process: called }, 'r'), remark('r', 'caller')])
    const [lead = ''] = await leads(1)
    await start(id, [lead])
    expect(await endsOf(id)).toEqual([waiting('c')])
    await later()
    expect(await endsOf(called)).toEqual([completed('r')])
    expect(await endsOf(id)).toEqual([completed('r')])
    expect(await remarksOf([lead])).toEqual(['caller'])
  })

  it('goes on at once where it does not wait, and where the other lets the record not in', async () => {
    const called = await running('lead.lead', [wait('w', null)], { condition: { field: 'score', op: 'gte', value: 50 } })
    const calls = (how: boolean) => [node('c', 'flow.call_process', { process: called, wait: how }, 'r'), remark('r', 'on')]
    const [low = ''] = await leads(1, { score: 10 })
    const [high = ''] = await leads(1, { score: 90 })
    await start(await running('lead.lead', calls(true)), [low])
    await start(await running('lead.lead', calls(false)), [high])
    expect(await remarksOf([low, high])).toEqual(['on', 'on'])
    expect(await endsOf(called)).toEqual([waiting('w')])
  })

  it('goes on however the other ended: by hand, or because it failed', async () => {
    const called = await running('lead.lead', [node('x', 'record.set_fields', { values: { email: { path: 'wechat' } } })])
    const id = await running('lead.lead', [node('c', 'flow.call_process', { process: called }, 'r'), remark('r', 'after')])
    const [lead = ''] = await leads(1)
    await start(id, [lead])
    for (let turn = 0; turn < 7; turn++) await later()
    expect(await remarksOf([lead])).toEqual(['after'])
    const stood = await running('lead.lead', [wait('w', null)])
    const other = await running('lead.lead', [node('c', 'flow.call_process', { process: stood }, 'r'), remark('r', 'ended')])
    await start(other, [lead])
    await world.command('automation.end', { id: stood })
    await world.run()
    expect(await remarksOf([lead])).toEqual(['ended'])
  })

  it('tries again while the other does not run, and fails with its reason', async () => {
    const called = await running('lead.lead', [remark('r', 'called')])
    const id = await running('lead.lead', [node('c', 'flow.call_process', { process: called })])
    await world.command('automation.pause', { id: called })
    const [lead = ''] = await leads(1)
    await start(id, [lead])
    await world.command('automation.resume', { id: called })
    await later()
    expect(await remarksOf([lead])).toEqual(['called'])
    await world.command('automation.end', { id: called })
    const [late = ''] = await leads(1)
    await start(id, [late])
    for (let turn = 0; turn < 7; turn++) await later()
    const { runs } = await world.command<{ runs: { failure: string }[] }>('automation.failures', { id })
    expect(runs.map(({ failure }) => failure)).toEqual(['process.called_not_running'])
  })
})

describe('a process that goes through many records', () => {
  it('starts the other on each that points to the record and fits, and waits for all', async () => {
    const person = (await world.tenant.system((work) => work.records.create('customer.person', { name: '老客户' }))).id
    const own = await leads(3, { person, score: 80 })
    const [low = ''] = await leads(1, { person, score: 1 })
    const [strange = ''] = await leads(1, { score: 80 })
    const called = await running('lead.lead', [wait('w', 'r'), remark('r', 'each')])
    const filter = { field: 'score', op: 'gte', value: 50 }
    const each = { object: 'lead.lead', via: 'person', filter, process: called }
    const id = await running('customer.person', [node('e', 'flow.for_each', each, 'r'), remark('r', 'all done')])
    await start(id, [person])
    expect(await endsOf(id)).toEqual([waiting('e')])
    await later()
    expect(await remarksOf(own)).toEqual(['each', 'each', 'each'])
    expect(await remarksOf([low, strange])).toEqual([null, null])
    expect(await endsOf(id)).toEqual([completed('r')])
  })

  it('or on all of an object that fit', async () => {
    const found = await leads(2, { source: 'of the fair' })
    const called = await running('lead.lead', [remark('r', 'met')])
    const each = { object: 'lead.lead', filter: { field: 'source', op: 'eq', value: 'of the fair' }, process: called }
    const [lead = ''] = await leads(1)
    await start(await running('lead.lead', [node('e', 'flow.for_each', each)]), [lead])
    expect(await remarksOf(found)).toEqual(['met', 'met'])
  })

  it('refuses more than a thousand, and begins none of them', async () => {
    await leads(1001, { source: 'too many' })
    const called = await running('lead.lead', [remark('r', 'never')])
    const each = { object: 'lead.lead', filter: { field: 'source', op: 'eq', value: 'too many' }, process: called }
    const id = await running('lead.lead', [node('e', 'flow.for_each', each)])
    const [lead = ''] = await leads(1)
    await start(id, [lead])
    for (let turn = 0; turn < 7; turn++) await later()
    const { runs } = await world.command<{ runs: { failure: string }[] }>('automation.failures', { id })
    expect(runs.map(({ failure }) => failure)).toEqual(['process.too_many_records'])
    expect(await endsOf(called)).toEqual([])
  })

  it('tells in a trial how many there would be, and starts none', async () => {
    const [lead = '', ...found] = await leads(3, { source: 'trial' })
    const called = await running('lead.lead', [remark('r', 'never')])
    const filter = {
      and: [
        { field: 'source', op: 'eq', value: 'trial' },
        { field: 'id', op: 'in', value: found },
      ],
    }
    const id = await drawn('lead.lead', [node('e', 'flow.for_each', { object: 'lead.lead', filter, process: called })])
    const { stops } = await world.command<{ stops: unknown[] }>('automation.dry_run', { id, record: lead })
    expect(stops).toMatchObject([
      { node: 'e', outlet: 'next', waits: { until: null }, would: [{ content: { process: called, records: 2 } }] },
    ])
    expect(await endsOf(called)).toEqual([])
  })
})

describe('a call that cannot be', () => {
  const calls = (process: string, more: Readonly<Record<string, unknown>> = {}) => [
    node('c', 'flow.call_process', { process, ...more }),
  ]
  const at = '/nodes/0/config/process automation'

  it('is a circle, of itself or across definitions', async () => {
    const first = await running('lead.lead', [remark('r', 'x')])
    const second = await running('lead.lead', calls(first))
    const third = await running('lead.lead', calls(second))
    const redraw = (process: string) =>
      world.tenant.system((work) =>
        work.records.update('automation.automation', first, { graph: { entry: 'c', nodes: calls(process) } }),
      )
    for (const process of [first, second, third]) {
      await redraw(process)
      expect(await problemsOf(first)).toEqual([`${at}.circular_call`])
    }
    const { problems } = await world.command<{ problems: { code: string }[] }>('automation.check', {
      id: first,
      subject_object: 'lead.lead',
      trigger: { on: 'manual' },
      graph: { entry: 'c', nodes: calls(third) },
    })
    expect(problems.map(({ code }) => code)).toEqual(['automation.circular_call'])
  })

  it('is of one that is not published, or not for these records', async () => {
    const draft = await drawn('lead.lead', [remark('r', 'x')])
    expect(await problemsOf(await drawn('lead.lead', calls(draft)))).toEqual([`${at}.called_not_published`])
    const people = await running('customer.person', [remark('r', 'x')])
    expect(await problemsOf(await drawn('lead.lead', calls(people)))).toEqual([`${at}.called_not_for`])
    expect(await problemsOf(await drawn('lead.lead', calls(people, { via: 'person' })))).toEqual([])
    expect(await problemsOf(await drawn('lead.lead', calls(people, { via: 'name' })))).toEqual([
      '/nodes/0/config/via automation.bad_setting',
    ])
    const each = [node('e', 'flow.for_each', { object: 'lead.lead', via: 'account', process: people })]
    expect(await problemsOf(await drawn('customer.person', each))).toEqual(['/nodes/0/config/via automation.bad_setting'])
  })
})
