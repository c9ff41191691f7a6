import { type CommandDefinition, isGroup, isOffered, Refusal, type UnitOfWork } from '@lianke/kernel'
import { type TestTenant, testTenant } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../definitions.ts'

const commands: readonly CommandDefinition[] = definitions.flatMap(({ commands: own }) => own ?? [])
const objects = new Map(definitions.flatMap(({ objects: own }) => own ?? []).map((object) => [object.name, object]))
const placed = commands.filter(({ place }) => (place?.length ?? 0) > 0)

describe('every act that a person meets', () => {
  it('says what it asks for, and what came of it', () => {
    for (const { name, fields, done } of placed) {
      expect(fields, name).toBeDefined()
      expect(done, `${name} has words for when it is done`).toBeTruthy()
    }
  })
  it('asks for no id by hand: what points to a record is picked', () => {
    for (const { name, fields = {}, input, on } of placed) {
      const asked = Object.entries(fields).flatMap(([key, field]) =>
        isGroup(field) ? Object.entries(field.group) : [[key, field] as const],
      )
      for (const [key, field] of asked) {
        if (field.type !== 'reference' && field.type !== 'user') continue
        expect(field.type === 'user' || objects.has(String(field.options.to)), `${name}.${key} leads somewhere`).toBe(true)
      }
      // What a program may add is never needed by a person; the record's id comes from where the act is offered.
      const needed = Object.entries(input.shape).filter(([key, type]) => key !== 'id' && !type.safeParse(undefined).success)
      expect(
        needed.map(([key]) => key).filter((key) => !(key in fields)),
        name,
      ).toEqual([])
      if ('id' in input.shape) expect(on, name).toBeDefined()
    }
  })
  it('is offered by fields that exist, with values they have, and taken back by an act on the same records', () => {
    for (const { name, offered = {}, on, undo } of placed) {
      const fields = objects.get(on ?? '')?.fields ?? {}
      for (const [field, values] of Object.entries(offered)) {
        const options = fields[field]?.options.options
        if (fields[field]?.type === 'boolean')
          expect(
            values.every((value) => typeof value === 'boolean'),
            `${name} ${field}`,
          ).toBe(true)
        else if (values.some((value) => value !== null))
          expect(Array.isArray(options) && options.map(({ value }) => value), `${name} ${field}`).toEqual(
            expect.arrayContaining(values.filter((value) => value !== null)),
          )
        else expect(fields[field], `${name} ${field}`).toBeDefined()
      }
      if (typeof undo === 'object') expect(commands.find((one) => one.name === undo.command)?.on, name).toBe(on)
    }
  })
})

interface World {
  readonly person: string
  readonly other: string
  readonly stage: string
  readonly staff: string
  readonly colleague: string
  readonly product: string
}

/** A record of each object on which acts are offered by state, complete enough for all of them. */
const recordOf: Readonly<Record<string, (work: UnitOfWork, world: World) => Promise<string>>> = {
  'lead.lead': async (work) => (await work.records.create('lead.lead', { name: '线索', phone: '13900000001' })).id,
  'sales.opportunity': async (work, { person }) =>
    (await work.run<{ id: string }>('opportunity.open', { name: '商机', person, amount: { amount: '10', currency: 'CNY' } })).id,
  'ticket.ticket': async (work, { person, colleague }) =>
    (await work.run<{ id: string }>('ticket.open', { subject: '工单', person, assignee: colleague })).id,
  'fieldwork.task': async (work, { person }) => (await work.records.create('fieldwork.task', { subject: '任务', person })).id,
  'fieldwork.visit': async (work, { person }) =>
    (
      await work.records.upsert({
        object: 'fieldwork.visit',
        rows: [{ subject: '拜访', person, planned_at: work.now, check_in_at_place: { lat: 31, lng: 121 } }],
        migrating: true,
      })
    ).ids[0] ?? '',
  'commerce.order': async (work, { person, product }) =>
    (await work.run<{ id: string }>('order.place', { person, lines: [{ product, quantity: '1', price: '5' }] })).id,
  'commerce.payment': async (work, { person }) => (await work.run<{ id: string }>('payment.record', { person, amount: '10' })).id,
  'marketing.channel_code': async (work, { staff }) =>
    (await work.records.create('marketing.channel_code', { name: '活码', staff: [staff] })).id,
  'organisation.staff': async (work) => (await work.records.create('organisation.staff', { name: '同事' })).id,
  'marketing.journey': async (work) => (await work.records.create('marketing.journey', { name: `旅程${work.id()}` })).id,
  'approval.approval': async (work) =>
    (await work.records.create('approval.approval', { name: `审批${work.id()}`, subject_object: 'lead.lead' })).id,
  'automation.automation': async (work) =>
    (await work.records.create('automation.automation', { name: `自动化${work.id()}`, subject_object: 'lead.lead' })).id,
  'lead.cadence': async (work) => (await work.records.create('lead.cadence', { name: `节奏${work.id()}` })).id,
  'ticket.escalation': async (work) => (await work.records.create('ticket.escalation', { name: `升级${work.id()}` })).id,
  'identity.suggestion': async (work, { person, other }) => {
    const id = work.id()
    await work.sql(
      `insert into identity_suggestion (id, "left", "right", reason, status, version, created_at, updated_at) values ($1, $2, $3, 'weak', 'open', 1, now(), now())`,
      [id, person, other],
    )
    return id
  },
}

const anyOf = (world: World, field: { readonly type: string; readonly options: Record<string, unknown> }): unknown => {
  const options = Array.isArray(field.options.options) ? field.options.options : []
  if (field.type === 'select') return options[0]?.value
  if (field.type === 'user') return world.colleague
  if (field.type === 'reference') return field.options.to === 'sales.stage' ? world.stage : world.person
  if (field.type === 'decimal' || field.type === 'integer') return '1'
  return '说明'
}
const inputOf = (world: World, { fields = {}, name }: CommandDefinition, status: string): Record<string, unknown> => ({
  ...Object.fromEntries(
    Object.entries(fields).flatMap(([key, field]) =>
      !isGroup(field) && field.options.required ? [[key, anyOf(world, field)]] : [],
    ),
  ),
  ...(name === 'visit.check_in' ? { lat: 31, lng: 121 } : {}),
  ...(name === 'lead.claim' ? { owner: world.colleague } : {}),
  ...(name === 'lead.move' ? { status: status === 'contacted' ? 'qualified' : 'contacted' } : {}),
  ...(name === 'ticket.close' ? { solution: '说明' } : {}),
})

const byState = commands.filter(({ on, offered }) => on && offered && Object.keys(offered).length === 1 && 'status' in offered)

describe('an act is offered exactly where its state lets it', () => {
  let tenant: TestTenant
  let world: World
  beforeAll(async () => {
    tenant = await testTenant({ modules: definitions })
    world = await tenant.system(async (work) => {
      const create = async (object: string, values: Record<string, unknown>) => (await work.records.create(object, values)).id
      const pipeline = await create('sales.pipeline', { name: '标准流程', standard: true })
      const stages: string[] = []
      for (const [position, kind] of ['open', 'open', 'won', 'lost'].entries())
        stages.push(await create('sales.stage', { pipeline, name: `阶段${position}`, position, kind }))
      return {
        person: await create('customer.person', { name: '甲' }),
        other: await create('customer.person', { name: '乙' }),
        stage: stages[1] ?? '',
        staff: await create('organisation.staff', { name: '员工', wecom_userid: 'one' }),
        colleague: await create('organisation.staff', { name: '接手人' }),
        product: await create('commerce.product', { name: '茶', code: 'T1' }),
      }
    })
  })
  afterAll(() => tenant.close())

  for (const command of byState) {
    const on = command.on ?? ''
    const options = objects.get(on)?.fields.status?.options.options
    const states: string[] = Array.isArray(options) ? options.map(({ value }) => String(value)) : []
    for (const status of states) {
      const offered = isOffered(command, { status })
      it(`${command.name} on ${on} ${status}: ${offered ? 'offered and done' : 'neither'}`, async () => {
        const outcome = await tenant.system(async (work) => {
          const make = recordOf[on]
          if (!make) throw new Error(`a record of ${on} is described above`)
          const act = async () => {
            const id = await make(work, world)
            await work.sql(`update ${on.replace('.', '_')} set status = $2 where id = $1`, [id, status])
            await work.run(command.name, { ...inputOf(world, command, status), id })
          }
          try {
            await work.rehearse(act)
            return 'done'
          } catch (error) {
            if (error instanceof Refusal)
              return `${error.code} ${error.problems.map(({ path, code }) => `${path} ${code}`).join(' ')}`
            throw error
          }
        })
        if (offered) expect(outcome).toBe('done')
        else expect(outcome).not.toBe('done')
      })
    }
  }
})
