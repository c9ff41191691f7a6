import { defineAction, defineChannel, defineEvent, defineModule, type DeliveryRequest, label, text } from '@lianke/kernel'
import { scoped } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

const sent: DeliveryRequest[] = []
const userid = text(label('账号', 'Account'), { max: 64, unique: true })

/** A vendor that nobody has heard of: it says what its events mean and what its actions do, and is otherwise unlike any other. */
const parley = defineChannel({
  name: 'parley',
  label: label('会谈', 'Parley'),
  actions: [
    defineAction({ name: 'parley.hello', does: 'greet', label: label('问候', 'Say hello'), fields: {} }),
    defineAction({ name: 'parley.rename', does: 'remark', label: label('备注', 'Rename'), fields: {} }),
    defineAction({
      name: 'parley.speak',
      does: 'message',
      label: label('说', 'Speak'),
      address: 'parley_external_userid',
      fields: {},
    }),
    defineAction({ name: 'parley.make_code', does: 'save_code', label: label('做码', 'Make a code'), fields: {} }),
  ],
  greets: { withinMs: 5_000 },
  translate: async (_host, { body, kind, received_at }) => [
    {
      name: `parley.${kind}`,
      occurred_at: received_at,
      identifiers: body.who ? [{ type: 'parley_external_userid', issuer: 'p1', value: String(body.who) }] : [],
      traits: body.name ? { name: body.name } : {},
      payload: { userid: body.member, external_userid: body.who, state: body.state, ...(body.told as object) },
    },
  ],
  deliver: async (_host, request) => {
    sent.push(request)
    return { status: 'sent' }
  },
})
const event = (name: string, means: Parameters<typeof defineEvent>[0]['means']) =>
  defineEvent({ name, means, label: label(name, name), from: ['channel:parley'], fields: {} })
const parleyModule = defineModule({
  name: 'parley',
  label: label('会谈', 'Parley'),
  channels: [parley],
  fields: [{ on: 'organisation.staff', name: 'parley_userid', field: userid }],
  events: [
    event('parley.met', 'contact.added'),
    event('parley.left', 'contact.lost_by_customer'),
    event('parley.colleague', 'directory.staff_seen'),
    event('parley.code_made', 'code.saved'),
  ],
})

let world: SpineWorld
let posted = 0
const post = (kind: string, body: Record<string, unknown>) =>
  world.receiver.receive(world.tenant.id, [{ channel: 'parley', message_id: `m${posted++}`, kind, body }])
const create = async (object: string, values: Record<string, unknown>) =>
  (await world.tenant.system((work) => work.records.create(object, values))).id

beforeAll(async () => {
  world = await openSpine({ more: [parleyModule], channels: [parley] })
})
afterAll(() => world?.tenant.close())

describe('a channel that no room names', () => {
  it('fills the directory, greets who comes by a code before anything else, makes the person, his relation and his remark', async () => {
    await post('colleague', { member: 'ann', told: { name: '安' } })
    await world.run()
    expect(await world.sql(`select name, parley_userid from organisation_staff where parley_userid = 'ann'`)).toEqual([
      { name: '安', parley_userid: 'ann' },
    ])
    await create('marketing.channel_code', {
      name: '门口',
      state: 'door-7',
      channel: 'parley',
      status: 'live',
      welcome_text: '欢迎光临',
      remark_template: '{name}·门口',
      tags: ['门口'],
    })
    const who = { type: 'parley_external_userid', issuer: 'p1', value: 'x1234567' }
    const arrival = { code: 'leave-1', state: 'door-7', who }
    await post('met', {
      who: who.value,
      name: '小暑',
      member: 'ann',
      state: 'door-7',
      told: { welcome_code: 'leave-1' },
      arrival,
    })
    await world.run()
    expect(sent.filter(({ action }) => action === 'parley.hello').map(({ content }) => content)).toMatchObject([
      { welcome_code: 'leave-1', text: '欢迎光临' },
    ])
    expect(sent.find(({ action }) => action === 'parley.rename')?.content).toEqual({ userid: 'ann', remark: '小暑·门口' })
    expect(
      await world.sql(`select p.name, p.tags, p.source, p.source_channel, r.channel, r.issuer, r.status, s.name as staff
        from customer_relation r join customer_person p on p.id = r.person join organisation_staff s on s.id = r.staff`),
    ).toEqual([
      {
        name: '小暑',
        tags: ['门口'],
        source: '门口',
        source_channel: 'parley',
        channel: 'parley',
        issuer: 'p1',
        status: 'active',
        staff: '安',
      },
    ])
  })
  it('waits with a greeting that names the newcomer until the name is known, and greets once', async () => {
    await create('marketing.channel_code', {
      name: '按名',
      state: 'by-name',
      channel: 'parley',
      status: 'live',
      welcome_text: '{name}，您好',
    })
    const who = { type: 'parley_external_userid', issuer: 'p1', value: 'y1234567' }
    const arrival = { code: 'leave-2', state: 'by-name', who }
    await post('met', {
      who: who.value,
      name: '大雪',
      member: 'ann',
      state: 'by-name',
      told: { welcome_code: 'leave-2' },
      arrival,
    })
    await world.run()
    expect(sent.filter(({ content }) => content.welcome_code === 'leave-2').map(({ content }) => content.text)).toEqual([
      '大雪，您好',
    ])
  })
  it('carries messages of journeys, in the name of the owner by the account he has there', async () => {
    const { channels, steps } = await world.platform.model(world.tenant.id)
    const offered = steps.get('send_message')?.fields.channel?.options.options
    expect(offered).toMatchObject(['wecom', 'email', 'sms', 'webhook', 'parley'].map((value) => ({ value })))
    expect(channels.has('self')).toBe(true)
    const [person] = await world.sql<{ id: string }>(`select id from customer_person where name = '小暑'`)
    const say = { id: 'a', step: 'send_message', config: { channel: 'parley', text: '{name}，有新品' }, next: { next: null } }
    const journey = await world.journey({ trigger: { on: 'manual' }, graph: { entry: 'a', nodes: [say] } })
    await world.command('journey.enrol', { id: journey, persons: [person?.id] })
    await world.run()
    expect(sent.find(({ action }) => action === 'parley.speak')).toMatchObject({
      address: { type: 'parley_external_userid', value: 'x1234567' },
      content: { text: '小暑，有新品', sender: 'ann' },
    })
  })
  it('loses who leaves, and is asked for codes by what its actions do', async () => {
    await post('left', { who: 'x1234567', member: 'ann' })
    await world.run()
    expect(await world.sql(`select status from customer_relation where external_id = 'x1234567'`)).toEqual([
      { status: 'lost_by_customer' },
    ])
    const [staff] = await world.sql<{ id: string }>(`select id from organisation_staff where parley_userid = 'ann'`)
    const code = await create('marketing.channel_code', {
      name: '新码',
      channel: 'parley',
      staff: [staff?.id],
      welcome_text: '好',
    })
    const { state } = await world.command<{ state: string }>('channel_code.publish', { id: code })
    await world.run()
    expect(sent.find(({ action }) => action === 'parley.make_code')?.content).toMatchObject({ state, users: ['ann'] })
    await post('code_made', { state, told: { config_id: 'c1', qr_code: 'https://parley.example/c1' } })
    await world.run()
    expect(await world.sql(`select status, config_id from marketing_channel_code where id = $1`, [code])).toEqual([
      { status: 'live', config_id: 'c1' },
    ])
  })
  it('is believed alone: neither a program nor the house tells its events', async () => {
    const forged = { userid: 'forged', name: '冒名' }
    await expect(
      world.collect([{ type: 'track', event: 'parley.colleague', message_id: 'f1', user_id: 'u', properties: forged }]),
    ).rejects.toThrow('event.wrong_source')
    const told = world.tenant.system((work) => work.emit({ name: 'parley.colleague', payload: forged }))
    await expect(told).rejects.toThrow("the house's to tell")
    await world.run()
    expect(await world.sql(`select 1 from organisation_staff where parley_userid = 'forged'`)).toEqual([])
  })
  it('lets nobody be signed in as somebody who holds more, by writing the account they have there', async () => {
    const boss = await world.tenant.staff({ name: '总管', objects: { '*': scoped('all') }, rights: ['*'] })
    const clerk = await world.tenant.staff({ name: '文员', objects: { 'organisation.staff': scoped('all') }, rights: [] })
    const change = world.tenant.as(clerk, (work) =>
      work.records.update('organisation.staff', boss.id, { parley_userid: 'clerk' }),
    )
    await expect(change).rejects.toMatchObject({ problems: [{ path: '/parley_userid', code: 'access.beyond_own' }] })
    await world.tenant.as(boss, (work) => work.records.update('organisation.staff', boss.id, { parley_userid: 'boss' }))
  })
})
