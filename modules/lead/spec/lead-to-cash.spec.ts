import type { Row } from '@lianke/kernel'
import { commerceModule } from '@lianke/commerce'
import { customerModule } from '@lianke/customer'
import { fieldworkModule } from '@lianke/fieldwork'
import { marketingModule } from '@lianke/marketing'
import { organisationModule } from '@lianke/organisation'
import { testTenant, type TestTenant } from '@lianke/platform/testing'
import { salesModule } from '@lianke/sales'
import { ticketModule } from '@lianke/ticket'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { leadModule } from '../module.ts'

const all = { read: 'all', update: 'all', delete: 'all', create: true } as const
let tenant: TestTenant
let seller: Awaited<ReturnType<TestTenant['staff']>>
let stages: Record<string, string>

const run = <O>(command: string, input: unknown) => tenant.as(seller, (work) => work.run<O>(command, input))
const read = (object: string, id: string) => tenant.system((work) => work.records.get(object, id))
const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => 'nothing was refused',
    (error: { code: string }) => error.code,
  )

beforeAll(async () => {
  tenant = await testTenant({
    modules: [
      organisationModule,
      customerModule,
      leadModule,
      salesModule,
      commerceModule,
      ticketModule,
      fieldworkModule,
      marketingModule,
    ],
  })
  seller = await tenant.staff({ name: '王小明', objects: { '*': all }, rights: ['*'] })
  stages = await tenant.system(async (work) => {
    const pipeline = await work.records.create('sales.pipeline', { name: '标准', standard: true })
    const made = await work.records.upsert({
      object: 'sales.stage',
      rows: [
        ['初步', 10, 'open'],
        ['报价', 50, 'open'],
        ['赢单', 100, 'won'],
        ['输单', 0, 'lost'],
      ].map(([name, probability, kind], position) => ({
        pipeline: pipeline.id,
        name,
        probability: String(probability),
        kind,
        position,
      })),
    })
    return { first: made.ids[0] as string, quote: made.ids[1] as string, won: made.ids[2] as string, lost: made.ids[3] as string }
  })
})
afterAll(() => tenant.close())

const newLead = (more: Record<string, unknown> = {}) =>
  tenant.system((work) =>
    work.records.create('lead.lead', {
      name: '李雷',
      company: '澄迈生物',
      phone: '19900000001',
      source: '官网',
      tags: ['高意向'],
      interest: '精华',
      owner: seller.id,
      ...more,
    }),
  )

describe('lead.convert', () => {
  it('makes the person, the company, the contact role and a deal in the first stage, and carries tasks along', async () => {
    const lead = await newLead()
    await run('follow_up.write', {
      lead: lead.id,
      content: '加了微信',
      next: { subject: '报价', due_at: '2028-01-01T00:00:00Z' },
    })
    const made = await run<{ person: string; account: string; opportunity: string }>('lead.convert', { id: lead.id })
    expect(await read('customer.person', made.person)).toMatchObject({
      name: '李雷',
      phone: '+8619900000001',
      stage: 'interested',
      tags: ['高意向'],
      source: '官网',
    })
    expect(await read('customer.account', made.account)).toMatchObject({ name: '澄迈生物' })
    expect(await read('sales.opportunity', made.opportunity)).toMatchObject({
      name: '澄迈生物 · 精华',
      stage: stages.first,
      status: 'open',
      person: made.person,
      owner: seller.id,
    })
    expect(await read('lead.lead', lead.id)).toMatchObject({
      status: 'converted',
      person: made.person,
      opportunity: made.opportunity,
    })
    const tasks = await tenant.system((work) =>
      work.records.list('fieldwork.task', { filter: { field: 'person', op: 'eq', value: made.person } }),
    )
    expect(tasks.data).toHaveLength(1)
    expect(await refusal(run('lead.convert', { id: lead.id }))).toBe('lead.already_converted')
  })

  it('finds the person by phone and fills only what is empty', async () => {
    const known = await tenant.system((work) =>
      work.records.create('customer.person', { name: '韩梅梅', phone: '19900000002', tags: ['老客'], owner: seller.id }),
    )
    const lead = await newLead({ name: '韩小姐', company: null, phone: '199 0000 0002', email: 'han@example.com' })
    const made = await run<{ person: string; account: null; opportunity: null }>('lead.convert', {
      id: lead.id,
      opportunity: null,
    })
    expect(made).toEqual({ person: known.id, account: null, opportunity: null })
    expect(await read('customer.person', known.id)).toMatchObject({
      name: '韩梅梅',
      email: 'han@example.com',
      tags: ['老客', '高意向'],
    })
  })

  it('refuses a disqualified lead and leaves nothing behind', async () => {
    const lead = await newLead({ phone: '19900000003', company: '不存在公司' })
    await run('lead.disqualify', { id: lead.id, reason: 'no_interest' })
    expect(await refusal(run('lead.convert', { id: lead.id }))).toBe('lead.is_disqualified')
    const made = await tenant.system((work) =>
      work.records.list('customer.account', { filter: { field: 'name', op: 'eq', value: '不存在公司' } }),
    )
    expect(made.data).toEqual([])
  })

  it('is not offered to one who may not', async () => {
    const lead = await newLead({ phone: '19900000004' })
    const guest = await tenant.staff({ name: '访客', objects: { '*': all }, rights: [] })
    expect(await refusal(tenant.as(guest, (work) => work.run('lead.convert', { id: lead.id })))).toBe('access.denied')
  })
})

describe('lead.assign', () => {
  it('gives leads to someone and says so once per lead', async () => {
    const leads = [await newLead({ phone: '19900000005' }), await newLead({ phone: '19900000006' })]
    expect(await run('lead.assign', { leads: leads.map((lead) => lead.id), owner: seller.id })).toEqual({ assigned: 2 })
    expect(await read('lead.lead', leads[0]?.id ?? '')).toMatchObject({ status: 'assigned', owner: seller.id })
    const facts = await tenant.platform.database.query<{ n: number }>(tenant.id, {
      text: "select count(*)::int as n from fact where name = 'lead.assigned'",
    })
    expect(facts[0]?.n).toBe(2)
  })
  it('refuses staff who have left', async () => {
    const lead = await newLead({ phone: '19900000007' })
    const gone = await tenant.staff({ name: '走了' })
    await run('staff.leave', { id: gone.id })
    expect(await refusal(run('lead.assign', { id: lead.id, owner: gone.id }))).toBe('lead.assignee_left')
  })
})

describe('opportunity', () => {
  const open = () =>
    tenant
      .system((work) => work.records.create('customer.person', { name: '买家', owner: seller.id }))
      .then((person) =>
        run<{ id: string }>('opportunity.open', { name: '大单', person: person.id, amount: { amount: '8000', currency: 'CNY' } }),
      )
  it('moves through open stages and is won once', async () => {
    const { id } = await open()
    await run('opportunity.move_stage', { id, stage: stages.quote })
    expect(await read('sales.opportunity', id)).toMatchObject({ stage: stages.quote, probability: '50.00' })
    await run('opportunity.win', { id })
    expect(await read('sales.opportunity', id)).toMatchObject({ status: 'won', stage: stages.won })
    expect(await refusal(run('opportunity.win', { id }))).toBe('opportunity.closed')
    expect(await refusal(run('opportunity.move_stage', { id, stage: stages.first }))).toBe('opportunity.closed')
  })
  it('is lost with a reason, and refuses closing stages and stages of nowhere', async () => {
    const { id } = await open()
    expect(await refusal(run('opportunity.move_stage', { id, stage: stages.won }))).toBe('opportunity.close_by_command')
    const foreign = await tenant.system(async (work) => {
      const pipeline = await work.records.create('sales.pipeline', { name: '别的流程' })
      return work.records.create('sales.stage', { pipeline: pipeline.id, name: '别处', position: 1, kind: 'open' })
    })
    expect(await refusal(run('opportunity.move_stage', { id, stage: foreign.id }))).toBe('opportunity.foreign_stage')
    // What is no stage at all is refused like in any form, at its input.
    expect(await refusal(run('opportunity.move_stage', { id, stage: seller.id }))).toBe('input.invalid')
    await run('opportunity.lose', { id, reason: 'price' })
    expect(await read('sales.opportunity', id)).toMatchObject({ status: 'lost', lost_reason: 'price' })
  })
})

describe('order to money', () => {
  const price = (amount: string) => ({ amount, currency: 'CNY' })
  let person: Row
  let cream: Row
  let serum: Row
  beforeAll(async () => {
    await tenant.system(async (work) => {
      person = await work.records.create('customer.person', { name: '收货人', owner: seller.id })
      cream = await work.records.create('commerce.product', { name: '面霜', code: 'CREAM', price: price('199') })
      serum = await work.records.create('commerce.product', { name: '精华', code: 'SERUM', price: price('329.50') })
    })
  })
  const place = (more: Record<string, unknown> = {}) =>
    run<{ id: string; total: { amount: string } }>('order.place', {
      person: person.id,
      lines: [
        { product: cream.id, quantity: '3' },
        { product: serum.id, quantity: '1.5', discount: '4.25' },
      ],
      ...more,
    })
  it('sums lines exactly, confirms, is paid in two parts, and refuses a third', async () => {
    const order = await place({ confirm: true })
    expect(order.total.amount).toBe('1087.00')
    const half = await run<{ orders: unknown[] }>('payment.record', {
      amount: '87',
      allocations: [{ order: order.id, amount: '87' }],
    })
    expect(half.orders).toEqual([{ id: order.id, payment_status: 'partly_paid', paid: '87.00' }])
    await run('payment.record', { amount: '1200', method: 'wechat', allocations: [{ order: order.id, amount: '1000' }] })
    expect(await read('commerce.order', order.id)).toMatchObject({
      payment_status: 'paid',
      status: 'confirmed',
      paid: { amount: '1087.00' },
    })
    expect(await refusal(run('payment.record', { amount: '1', allocations: [{ order: order.id, amount: '1' }] }))).toBe(
      'payment.overpaid',
    )
    expect(await refusal(run('order.cancel', { id: order.id, reason: '后悔' }))).toBe('order.has_payments')
    expect(await read('customer.person', person.id)).toMatchObject({ order_count: expect.stringMatching(/^1\b/) })
  })
  it('remembers the last price, follows the book by quantity and keeps the discount limit', async () => {
    const book = await tenant.system(async (work) => {
      const made = await work.records.create('commerce.price_book', { name: '经销价' })
      await work.records.upsert({
        object: 'commerce.price_book_entry',
        rows: [
          { price_book: made.id, product: cream.id, price: price('180'), quantity_from: 1 },
          { price_book: made.id, product: cream.id, price: price('150'), quantity_from: 10, discount_max: '0.1' },
        ],
      })
      return made
    })
    await place({ lines: [{ product: cream.id, quantity: '1', price: '188' }] })
    const seen = await run<{ lines: Record<string, unknown>[] }>('order.prices', {
      person: person.id,
      price_book: book.id,
      lines: [{ product: cream.id, quantity: '12' }],
    })
    expect(seen.lines[0]).toMatchObject({
      price: expect.stringMatching(/^150/),
      lowest: '135.00',
      last: { amount: expect.stringMatching(/^188/) },
    })
    const clerk = await tenant.staff({ name: '小店员', objects: { '*': all } })
    const cheap = { person: person.id, price_book: book.id, lines: [{ product: cream.id, quantity: '12', price: '120' }] }
    expect(await refusal(tenant.as(clerk, (work) => work.run('order.place', cheap)))).toBe('order.discount_over_limit')
    expect(await run('order.place', cheap)).toMatchObject({ total: { amount: '1440.00' } })
  })
  it('refuses nobody, unknown and stopped products, no price, confirming twice', async () => {
    expect(await refusal(place({ person: undefined }))).toBe('record.guard')
    expect(await refusal(place({ lines: [{ product: seller.id, quantity: '1' }] }))).toBe('order.unknown_product')
    const old = await tenant.system((work) =>
      work.records.create('commerce.product', { name: '旧款', code: 'OLD', status: 'stopped', price: price('1') }),
    )
    expect(await refusal(place({ lines: [{ product: old.id, quantity: '1' }] }))).toBe('order.product_stopped')
    const bare = await tenant.system((work) => work.records.create('commerce.product', { name: '无价', code: 'BARE' }))
    expect(await refusal(place({ lines: [{ product: bare.id, quantity: '1' }] }))).toBe('order.no_price')
    const order = await place()
    await run('order.confirm', { id: order.id })
    expect(await refusal(run('order.confirm', { id: order.id }))).toBe('order.not_draft')
    await run('order.cancel', { id: order.id, reason: '重复下单' })
    expect(await refusal(run('payment.record', { amount: '5', allocations: [{ order: order.id, amount: '5' }] }))).toBe(
      'payment.order_not_open',
    )
  })
})

describe('lead.found', () => {
  it('tells whom converting would find and what it would make, and changes nothing', async () => {
    const known = await tenant.system((work) =>
      work.records.create('customer.person', { name: '韩梅梅', phone: '19900000077', owner: seller.id }),
    )
    const lead = await newLead({ phone: '19900000077', company: '还没有的公司' })
    expect(await run('lead.found', { id: lead.id })).toEqual({
      person: { id: known.id, title: '韩梅梅' },
      account: null,
      names: { person: '李雷', account: '还没有的公司', opportunity: '还没有的公司 · 精华' },
    })
    expect(await read('lead.lead', lead.id)).toMatchObject({ status: 'new', version: lead.version })
  })
  it('says no more of the lead than its reader may see', async () => {
    const blind = { '*': all, 'lead.lead': { ...all, fields: { company: 'hidden' as const } } }
    const reader = await tenant.staff({ name: '不看公司', objects: blind, rights: ['*'] })
    const lead = await newLead({ company: '不能说的公司' })
    const told = await tenant.as(reader, (work) => work.run('lead.found', { id: lead.id }))
    expect(JSON.stringify(told)).toContain('李雷')
    expect(JSON.stringify(told)).not.toContain('不能说的公司')
  })
})

describe('lead.claim', () => {
  it('gives a lead that nobody has to whoever takes it, once', async () => {
    const lead = await newLead({ owner: null })
    const other = await tenant.staff({ name: '慢一步', objects: { '*': all }, rights: ['*'] })
    await run('lead.claim', { id: lead.id })
    expect(await read('lead.lead', lead.id)).toMatchObject({ owner: seller.id, status: 'assigned' })
    expect(await refusal(tenant.as(other, (work) => work.run('lead.claim', { id: lead.id })))).toBe('lead.taken')
  })
  it('takes nothing of a kind that one may not see', async () => {
    const lead = await newLead({ owner: null })
    const blind = await tenant.staff({ name: '看不到', objects: {}, rights: [] })
    expect(await refusal(tenant.as(blind, (work) => work.run('lead.claim', { id: lead.id })))).toBe('access.denied')
  })
  it('is for who sees only his own, too: what nobody has is in the pool, and is his to change once he has it', async () => {
    const lead = await newLead({ owner: null, name: '公海里的' })
    const own = { 'lead.lead': { read: 'own', update: 'own', delete: 'own', create: true } } as const
    const one = await tenant.staff({ name: '先到', objects: own, rights: [] })
    const late = await tenant.staff({ name: '后到', objects: own, rights: [] })
    const seenBy = (who: typeof one) =>
      tenant.as(who, async (work) =>
        (await work.records.list('lead.lead', { filter: { field: 'name', op: 'eq', value: '公海里的' } })).data.map(
          ({ id }) => id,
        ),
      )
    expect([await seenBy(one), await seenBy(late)]).toEqual([[lead.id], [lead.id]])
    expect(await refusal(tenant.as(one, (work) => work.records.update('lead.lead', lead.id, { company: '改了' })))).toBe(
      'access.denied',
    )
    await tenant.as(one, (work) => work.run('lead.claim', { id: lead.id }))
    expect([await seenBy(one), await seenBy(late)]).toEqual([[lead.id], []])
    await tenant.as(one, (work) => work.records.update('lead.lead', lead.id, { company: '改了' }))
  })
  it('is not needed where somebody who leads others gives it to one of them', async () => {
    const lead = await newLead({ owner: null })
    const leading = await tenant.staff({
      name: '带队的',
      objects: { 'lead.lead': { read: 'below', update: 'below', delete: 'none', create: true } },
      rights: ['lead.assign'],
    })
    await tenant.as(leading, (work) => work.run('lead.assign', { id: lead.id, owner: seller.id }))
    expect(await read('lead.lead', lead.id)).toMatchObject({ owner: seller.id, status: 'assigned' })
  })
})
