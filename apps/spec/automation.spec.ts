import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

const dayMs = 86_400_000
let world: SpineWorld
beforeAll(async () => {
  world = await openSpine()
})
afterAll(() => world?.tenant.close())

const set = (values: Record<string, unknown>, next: string | null = null) => ({
  id: 'set',
  step: 'record.set_fields',
  config: { values },
  next: { next },
})
type Draft = Record<string, unknown> & { readonly nodes: readonly Record<string, unknown>[] }
/** A running automation of leads, unless it says of what. */
const automation = async ({ nodes, ...draft }: Draft): Promise<string> => {
  const { id } = await world.tenant.system((work) =>
    work.records.create('automation.automation', {
      name: `automation ${work.id()}`,
      subject_object: 'lead.lead',
      graph: { entry: nodes[0]?.id, nodes },
      ...draft,
    }),
  )
  await world.command('automation.publish', { id })
  return id
}
let made = 0
const lead = async (values: Record<string, unknown> = {}): Promise<string> =>
  (await world.tenant.system((work) => work.records.create('lead.lead', { name: '林晓', wechat: `wx_${++made}`, ...values }))).id
const leadNow = (id: string) => world.tenant.system((work) => work.records.get('lead.lead', id))
const change = (id: string, values: Record<string, unknown>) =>
  world.tenant.system((work) => work.records.update('lead.lead', id, values))
const runsOf = (process: string) =>
  world.sql<{ subject: string; status: string; node: string; end_reason: string | null }>(
    'select subject, status, node, end_reason from process_run where process = $1 order by started_at, id',
    [process],
  )
const onLead = (more: Record<string, unknown>) => ({ on: 'record', object: 'lead.lead', ...more })

describe('an automation of records that are no persons', () => {
  it('runs on what is made, as far as its condition lets it in', async () => {
    const id = await automation({
      trigger: onLead({ change: 'created' }),
      condition: { field: 'score', op: 'gte', value: 50 },
      nodes: [set({ rating: 'hot', remark: { path: 'company' }, interest: { now: 'day' } })],
    })
    const [low, high] = [await lead({ score: 10 }), await lead({ score: 80, company: '晨露' })]
    await world.run()
    expect(await leadNow(high)).toMatchObject({ rating: 'hot', remark: '晨露' })
    expect((await leadNow(high)).interest).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(await leadNow(low)).toMatchObject({ rating: null })
    expect(await runsOf(id)).toEqual([{ subject: high, status: 'ended', node: 'set', end_reason: 'completed' }])
    await world.command('automation.end', { id })
  })

  it('runs when a field goes from one value to another, each time it does', async () => {
    const id = await automation({
      trigger: onLead({ change: 'updated', fields: ['rating'], from: 'cold', to: 'hot' }),
      nodes: [set({ interest: 'now' })],
    })
    const one = await lead({ rating: 'cold' })
    const steps = ['warm', 'hot', 'cold', 'hot', 'warm', 'cold', 'hot']
    for (const rating of steps) await change(one, { rating })
    await world.run()
    expect(await runsOf(id)).toHaveLength(2)
    await change(one, { score: 3 })
    await world.run()
    expect(await runsOf(id)).toHaveLength(2)
    await world.command('automation.end', { id })
  })

  it('runs on what is deleted, and ends on what is deleted under way', async () => {
    const gone = await automation({
      trigger: onLead({ change: 'deleted', where: { field: 'source', op: 'eq', value: 'fair' } }),
      nodes: [{ id: 'end', step: 'flow.exit', config: { reason: 'seen' }, next: {} }],
    })
    const waits = await automation({
      trigger: onLead({ change: 'created' }),
      nodes: [{ id: 'wait', step: 'flow.wait', config: { amount: 1, unit: 'day' }, next: { next: null } }],
    })
    const [fair, other] = [await lead({ source: 'fair' }), await lead({ source: 'web' })]
    await world.run()
    await world.tenant.system((work) => work.records.remove('lead.lead', [fair, other]))
    await world.run()
    expect(await runsOf(gone)).toMatchObject([{ subject: fair, end_reason: 'seen' }])
    expect((await runsOf(waits)).map(({ end_reason }) => end_reason)).toEqual(['deleted', 'deleted'])
    for (const id of [gone, waits]) await world.command('automation.end', { id })
  })

  it('does an act of the object in sets, and tells of each record what caused it', async () => {
    const leads = await Promise.all(Array.from({ length: 30 }, () => lead({ source: 'bulk' })))
    const converted = await lead({ source: 'bulk' })
    await world.sql(`update lead_lead set status = 'converted' where id = $1`, [converted])
    await world.run()
    const id = await automation({
      trigger: { on: 'manual' },
      nodes: [
        {
          id: 'move',
          step: 'record.run_command',
          config: { command: 'lead.move', input: { status: 'contacted' } },
          next: { next: null },
        },
      ],
    })
    expect(await world.command('automation.enrol', { id, records: [...leads, converted] })).toEqual({ entered: 31, left_out: 0 })
    await world.run()
    expect((await leadNow(leads[7] ?? '')).status).toBe('contacted')
    const stands = (await runsOf(id)).filter(({ status }) => status !== 'ended')
    expect(stands.map(({ subject }) => subject)).toEqual([converted])
    await world.command('automation.end', { id })
  })

  it('gives somebody a task about the record and tells its owner', async () => {
    const owner = await world.tenant.staff({ name: '苏雨' })
    await automation({
      trigger: onLead({ change: 'updated', fields: ['rating'], to: 'hot' }),
      nodes: [
        { id: 'task', step: 'create_task', config: { title: '马上联系' }, next: { next: 'tell' } },
        { id: 'tell', step: 'notify_staff', config: { title: '{name} 很有意向' }, next: { next: null } },
      ],
    })
    const one = await lead({ name: '周宁', owner: owner.id })
    await change(one, { rating: 'hot' })
    await world.run()
    const [task] = await world.sql('select lead, owner, subject, source from fieldwork_task where lead = $1', [one])
    expect(task).toEqual({ lead: one, owner: owner.id, subject: '马上联系', source: 'automation' })
    expect(await world.sql(`select object, record from fact where name = 'staff.notice_asked' and record = $1`, [one])).toEqual([
      { object: 'lead.lead', record: one },
    ])
  })

  it('ends a circle of automations', async () => {
    const there = await automation({
      trigger: onLead({ change: 'updated', fields: ['interest'], to: 'a' }),
      nodes: [set({ interest: 'b' })],
    })
    const back = await automation({
      trigger: onLead({ change: 'updated', fields: ['interest'], to: 'b' }),
      nodes: [set({ interest: 'a' })],
    })
    const one = await lead()
    await change(one, { interest: 'a' })
    await world.run()
    expect((await runsOf(there)).length + (await runsOf(back)).length).toBeLessThan(12)
    for (const id of [there, back]) await world.command('automation.end', { id })
  })
})

describe('an automation of the clock', () => {
  const nextDay = async () => {
    world.advance(dayMs)
    await world.run()
  }
  /** Noon where the company is: a time of day that is asked for has passed on every day, whenever this runs. */
  const toNoon = () => {
    const hourMs = 3_600_000
    const clock = (Date.parse(world.now()) + 8 * hourMs) % dayMs
    world.advance((12 * hourMs - clock + dayMs) % dayMs)
  }
  const today = (ahead = 0) => new Date(Date.parse(world.now()) + 8 * 3_600_000 + ahead * dayMs).toISOString().slice(0, 10)

  it('runs so many days after a date, once, also when it is killed in between', async () => {
    toNoon()
    const id = await automation({
      trigger: { on: 'date', field: 'assigned_at', unit: 'day', amount: 3, at: '09:00' },
      nodes: [{ id: 'wait', step: 'flow.wait', config: { amount: 30, unit: 'day' }, next: { next: null } }],
    })
    const [due, later] = [await lead(), await lead()]
    await world.sql('update lead_lead set assigned_at = $2 where id = $1', [due, `${today(-2)}T02:00:00Z`])
    await world.sql('update lead_lead set assigned_at = $2 where id = $1', [later, `${today(20)}T02:00:00Z`])
    await world.run()
    world.advance(dayMs)
    // Killed before the commit: neither the run nor the clock stands.
    const { processEngine } = await import('@lianke/engine-process')
    const host = world.engines.hostOf(world.tenant.id)
    const dying = {
      ...host,
      platform: {
        ...host.platform,
        database: {
          ...host.platform.database,
          transaction: (tenant: string, run: (tx: never) => Promise<unknown>) =>
            host.platform.database.transaction(tenant, async (tx) => {
              await run(tx as never)
              throw new Error('killed')
            }),
        },
      },
    } as typeof host
    await expect(processEngine.turn(dying)).rejects.toThrow('killed')
    expect(await runsOf(id)).toEqual([])
    await world.run()
    await world.run()
    expect(await runsOf(id)).toMatchObject([{ subject: due, status: 'waiting' }])
    await world.command('automation.end', { id })
  })

  it('runs every year, on 28 February for who was born on the 29th', async () => {
    toNoon()
    const id = await automation({
      subject_object: 'customer.person',
      trigger: { on: 'date', field: 'birthday', unit: 'day', yearly: true, leap: 'feb28', at: '09:00' },
      nodes: [{ id: 'end', step: 'flow.exit', config: { reason: 'greeted' }, next: {} }],
    })
    const born = async (birthday: string) =>
      (await world.tenant.system((work) => work.records.create('customer.person', { name: birthday, birthday }))).id
    const todays = await born(`1990-${today(1).slice(5)}`)
    await born(`1990-${today(40).slice(5)}`)
    await world.run()
    await nextDay()
    await world.run()
    expect(await runsOf(id)).toMatchObject([{ subject: todays, end_reason: 'greeted' }])
    await nextDay()
    expect(await runsOf(id)).toHaveLength(1)
    await world.command('automation.end', { id })
  })

  it('runs by schedule on all whom its condition lets in, and a rest is not made up for', async () => {
    const chosen = await lead({ source: 'weekly' })
    const id = await automation({
      trigger: { on: 'schedule', every: 'day', at: '08:00' },
      condition: { field: 'source', op: 'eq', value: 'weekly' },
      nodes: [{ id: 'end', step: 'flow.exit', config: {}, next: {} }],
    })
    // The clock of this world runs ahead of the moment of publishing.
    await world.run()
    const before = (await runsOf(id)).length
    await nextDay()
    expect((await runsOf(id)).map(({ subject }) => subject)).toEqual(Array.from({ length: before + 1 }, () => chosen))
    await world.command('automation.pause', { id })
    await nextDay()
    await nextDay()
    expect(await runsOf(id)).toHaveLength(before + 1)
    await world.command('automation.end', { id })
  })
})

describe('a definition that is wrong', () => {
  const publish = async (draft: Record<string, unknown>) => {
    const { id } = await world.tenant.system((work) =>
      work.records.create('automation.automation', { name: `wrong ${work.id()}`, subject_object: 'lead.lead', ...draft }),
    )
    return world.command('automation.publish', { id })
  }
  const one = (step: string, config: Record<string, unknown>) => ({
    trigger: { on: 'manual' },
    graph: { entry: 'a', nodes: [{ id: 'a', step, config, next: { next: null } }] },
  })
  it.each([
    [
      'a field that is not there',
      one('record.set_fields', { values: { nothing: 1 } }),
      '/graph/nodes/0/config/values/nothing',
      'field.unknown',
    ],
    [
      'a value that does not fit',
      one('record.set_fields', { values: { score: 'much' } }),
      '/graph/nodes/0/config/values/score',
      'field.wrong_type',
    ],
    [
      'an act of another object',
      one('record.run_command', { command: 'customer.tag_add', input: {} }),
      '/graph/nodes/0/config/command',
      'command.unknown',
    ],
    [
      'an act told wrongly',
      one('record.run_command', { command: 'lead.move', input: {} }),
      '/graph/nodes/0/config/input/status',
      'input.required',
    ],
    [
      'a date that is none',
      { ...one('record.set_fields', { values: { score: 1 } }), trigger: { on: 'date', field: 'name' } },
      '/trigger/field',
      'field.wrong_type',
    ],
  ])('is not published: %s', async (_case, draft, path, code) => {
    await expect(publish(draft)).rejects.toMatchObject({ problems: [{ path, code }] })
  })
  it('is not published where a step is for others', async () => {
    await expect(
      publish({ ...one('add_tag', { tags: ['x'] }), subject_object: 'organisation.department' }),
    ).rejects.toMatchObject({
      code: 'automation.not_publishable',
      problems: [{ path: '/nodes/0', code: 'automation.step_not_for' }],
    })
  })

  it('stops itself with the reason, holds up nobody, and goes on in place when it is put right', async () => {
    const broken = await automation({ trigger: onLead({ change: 'created' }), nodes: [set({ interest: 'x' })] })
    const asks = await automation({
      trigger: onLead({ change: 'created' }),
      condition: { field: 'score', op: 'gte', value: 0 },
      nodes: [set({ job_title: 'x' })],
    })
    const good = await automation({ trigger: onLead({ change: 'created' }), nodes: [set({ website: 'https://lianke.example' })] })
    // As if the fields had been taken away after publishing.
    await world.sql(`update process_version set graph = replace(graph::text, 'interest', 'c_gone')::jsonb where process = $1`, [
      broken,
    ])
    await world.sql(
      `update process_version set condition = replace(condition::text, 'score', 'c_gone')::jsonb where process = $1`,
      [asks],
    )
    const fresh = await lead()
    await world.run()
    expect((await leadNow(fresh)).website).not.toBeNull()
    expect(await runsOf(good)).toMatchObject([{ end_reason: 'completed' }])
    const stopped = await world.tenant.system((work) => work.records.get('automation.automation', broken))
    expect(stopped).toMatchObject({ status: 'stopped', stopped: { code: 'field.unknown', node: 'set' } })
    expect(await world.tenant.system((work) => work.records.get('automation.automation', asks))).toMatchObject({
      status: 'stopped',
      stopped: { code: 'filter.unknown_field', node: null },
    })
    expect(await runsOf(broken)).toMatchObject([{ status: 'active', node: 'set' }])
    // Nothing moves while it is stopped.
    await world.run()
    expect(await runsOf(broken)).toMatchObject([{ status: 'active', node: 'set' }])
    await world.sql(`update process_version set graph = replace(graph::text, 'c_gone', 'interest')::jsonb where process = $1`, [
      broken,
    ])
    await world.command('automation.resume', { id: broken })
    await world.run()
    expect(await leadNow(fresh)).toMatchObject({ interest: 'x' })
    expect(await runsOf(broken)).toMatchObject([{ status: 'ended', end_reason: 'completed' }])
    expect(await world.tenant.system((work) => work.records.get('automation.automation', broken))).toMatchObject({
      stopped: null,
    })
    for (const id of [broken, good]) await world.command('automation.end', { id })
  })
})

describe('an automation by hand', () => {
  it('is an act on the records of every object, offered where one runs', async () => {
    const one = await lead()
    const act = 'automation.add_lead_lead'
    const id = await automation({ trigger: { on: 'manual' }, nodes: [set({ job_title: 'by hand' })] })
    const other = await automation({ subject_object: 'customer.person', trigger: { on: 'manual' }, nodes: [set({ name: '改' })] })
    expect(await world.command(act, { id: one, automation: id })).toEqual({ entered: 1 })
    await world.run()
    expect(await leadNow(one)).toMatchObject({ job_title: 'by hand' })
    const model = await world.platform.model(world.tenant.id)
    expect(model.commands.get(act)).toMatchObject({ on: 'lead.lead', place: ['record', 'selection', 'filter'] })
    expect(model.commands.has('automation.add_automation_automation')).toBe(false)
    for (const each of [id, other]) await world.command('automation.end', { id: each })
    await expect(world.command(act, { id: one, automation: id })).rejects.toMatchObject({ code: 'automation.not_running' })
  })
})

describe('a new version', () => {
  const waits = (id: string, next: string | null) => ({
    id,
    step: 'flow.wait',
    config: { amount: 1, unit: 'day' },
    next: { next },
  })
  const redraw = async (id: string, nodes: readonly Record<string, unknown>[], runs: 'stay' | 'move') => {
    await world.tenant.system((work) =>
      work.records.update('automation.automation', id, { graph: { entry: nodes[0]?.id, nodes } }),
    )
    return world.command('automation.publish', { id, runs })
  }
  it('leaves those under way in their own, or takes along who stands where it has a step still', async () => {
    const id = await automation({
      trigger: { on: 'manual' },
      nodes: [waits('first', 'second'), waits('second', 'set'), set({ interest: 'old' })],
    })
    const [ahead, behind] = [await lead(), await lead()]
    await world.command('automation.enrol', { id, records: [ahead] })
    await world.run()
    world.advance(dayMs + 60_000)
    await world.run()
    await world.command('automation.enrol', { id, records: [behind] })
    await world.run()
    expect((await runsOf(id)).map(({ node }) => node).sort()).toEqual(['first', 'second'])
    // The step before which `ahead` stands is gone from the new drawing.
    const fresh = [waits('first', 'set'), set({ interest: 'new' })]
    expect(await redraw(id, fresh, 'stay')).toEqual({ version: 2, moved: 0 })
    expect(await redraw(id, fresh, 'move')).toEqual({ version: 3, moved: 1 })
    world.advance(dayMs + 60_000)
    await world.run()
    expect([await leadNow(ahead), await leadNow(behind)]).toMatchObject([{ interest: 'old' }, { interest: 'new' }])
    await world.command('automation.end', { id })
  })
})

describe('what could not be done', () => {
  it('is listed with its reason, and tried again by hand, in place: one, or all', async () => {
    const staff = await world.tenant.staff({ name: '先走' })
    await world.sql(`update organisation_staff set status = 'left' where id = $1`, [staff.id])
    const id = await automation({
      trigger: { on: 'manual' },
      nodes: [
        {
          id: 'give',
          step: 'record.run_command',
          config: { command: 'lead.assign', input: { owner: staff.id } },
          next: { next: 'set' },
        },
        set({ interest: 'given' }),
      ],
    })
    const [one, other] = [await lead({ name: '甲' }), await lead({ name: '乙' })]
    await world.command('automation.enrol', { id, records: [one, other] })
    // Five tries, each after a longer rest.
    for (let turn = 0; turn < 8; turn++) {
      await world.run()
      world.advance(600_000)
    }
    const failed = async () =>
      world.command<{ count: number; runs: { run: string; subject: string; name: string; failure: string }[] }>(
        'automation.failures',
        { id },
      )
    const { count, runs } = await failed()
    expect(count).toBe(2)
    expect(runs.map(({ name, failure }) => [name, failure]).sort()).toEqual([
      ['乙', 'lead.assignee_left'],
      ['甲', 'lead.assignee_left'],
    ])
    const figures = () => world.command<{ nodes: { node: string; failed: number }[] }>('automation.counts', { id })
    expect((await figures()).nodes).toMatchObject([{ node: 'give', failed: 2 }])

    await world.sql(`update organisation_staff set status = 'active' where id = $1`, [staff.id])
    const first = runs.find(({ subject }) => subject === one)?.run
    expect(await world.command('automation.retry', { id, runs: [first] })).toEqual({ retried: 1 })
    await world.run()
    expect(await leadNow(one)).toMatchObject({ owner: staff.id, interest: 'given' })
    expect((await failed()).count).toBe(1)
    // A pause holds what is tried again.
    await world.command('automation.pause', { id })
    expect(await world.command('automation.retry', { id })).toEqual({ retried: 1 })
    await world.run()
    expect(await leadNow(other)).toMatchObject({ interest: null })
    await world.command('automation.resume', { id })
    await world.run()
    expect(await leadNow(other)).toMatchObject({ owner: staff.id, interest: 'given' })
    expect((await failed()).count).toBe(0)
    expect((await figures()).nodes.find(({ node }) => node === 'give')).toMatchObject({ failed: 0, entered: 2 })
    await world.command('automation.end', { id })
    await expect(world.command('automation.retry', { id })).rejects.toMatchObject({ code: 'automation.wrong_state' })
  })
})

describe('what runs on a record', () => {
  it('is said with where it stands, what started it and how it ended; nobody sees what he may not', async () => {
    const id = await automation({
      name: '三天后回访',
      trigger: onLead({ change: 'updated', fields: ['rating'], to: 'warm' }),
      nodes: [
        { id: 'wait', step: 'flow.wait', config: { amount: 3, unit: 'day' }, next: { next: 'end' } },
        { id: 'end', step: 'flow.exit', config: { reason: 'done' }, next: {} },
      ],
    })
    const one = await lead()
    await change(one, { rating: 'warm' })
    await world.run()
    const asked = { object: 'lead.lead', record: one }
    const { runs } = await world.command<{ runs: Record<string, unknown>[] }>('automation.of_record', asked)
    expect(runs).toMatchObject([
      {
        process: id,
        name: '三天后回访',
        status: 'waiting',
        step: 'flow.wait',
        cause: { name: 'lead.lead.updated' },
      },
    ])
    expect(runs[0]?.due_at).not.toBeNull()
    world.advance(4 * dayMs)
    await world.run()
    expect(await world.command('automation.of_record', asked)).toMatchObject({
      runs: [{ status: 'ended', end_reason: 'done' }],
    })
    const nobody = await world.tenant.staff({
      name: '看不到',
      objects: { 'automation.automation': { read: 'all', update: 'none', delete: 'none', create: false } },
    })
    await expect(world.tenant.as(nobody, (work) => work.run('automation.of_record', asked))).rejects.toMatchObject({
      code: 'access.denied',
    })
    await world.command('automation.end', { id })
  })
})
