import { type Actor, intentAsked, Refusal, type SetOutcome } from '@lianke/kernel'
import { idAt, scoped, type TestTenant, testTenant } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../definitions.ts'

let tenant: TestTenant
let boss: Actor
let guide: Actor
let phones = 0
beforeAll(async () => {
  tenant = await testTenant({ modules: definitions })
  boss = await tenant.staff({ name: '总', objects: { '*': scoped('all') }, rights: ['*'] })
  // Whatever the hour of the day.
  await tenant.platform.settings.set(tenant.id, 'delivery.quiet_hours', null, null)
  guide = await tenant.staff({ name: '导', objects: { 'customer.person': scoped('own') }, rights: ['delivery.send'] })
})
afterAll(() => tenant.close())

const create = async (object: string, values: Record<string, unknown>) =>
  (await tenant.system((work) => work.records.create(object, values))).id
/** Somebody who can be written to by text message. */
const reachable = async (name: string, values: Record<string, unknown> = {}) => {
  const person = await create('customer.person', { name, ...values })
  await create('customer.identifier', {
    person,
    type: 'phone',
    issuer: '',
    value: `+86199000${String(++phones).padStart(5, '0')}`,
  })
  return person
}
const send = async (actor: Actor, ids: readonly string[], text = '{name}，新品到店') => {
  const command = (await tenant.platform.model(tenant.id)).commands.get('delivery.send')
  if (!command?.runSet) throw new Error('the act works on sets')
  const { runSet } = command
  return tenant.as(actor, (work): Promise<SetOutcome> => runSet(work, ids, { channel: 'sms', text }))
}
const reasons = ({ refused }: SetOutcome) => Object.fromEntries(refused.map(({ id, code }) => [id, code]))
const asked = async (person: string) =>
  tenant.platform.database.query<{ payload: { key: string; content: Record<string, unknown> } }>(tenant.id, {
    text: 'select payload from fact where name = $1 and person = $2 order by seq',
    values: [intentAsked, person],
  })

describe('a message to chosen customers', () => {
  it('is asked for once for each whom it may reach; who it would be refused for is named with the reason', async () => {
    const [good, deaf, no, worn] = [
      await reachable('甲'),
      await create('customer.person', { name: '无电话' }),
      await reachable('拒收'),
      await reachable('够多'),
    ]
    await create('customer.consent', { person: no, purpose: 'marketing', channel: 'sms', status: 'denied' })
    await tenant.platform.database.query(tenant.id, {
      text: `insert into delivery (intent, channel, action, person, touches, urgent, state, attempts, next_at, created_at, decided_at)
        select ${idAt('now()')}, 'sms', 'sms.send', $1, true, false, 'sent', 1, now(), now(), now() from generate_series(1, 3)`,
      values: [worn],
    })
    const outcome = await send(boss, [good, deaf, no, worn])
    expect(outcome.changed).toEqual([good])
    expect(reasons(outcome)).toEqual({
      [deaf]: 'delivery.no_address',
      [no]: 'delivery.consent_denied',
      [worn]: 'delivery.too_many_today',
    })
    const intents = await asked(good)
    expect(intents).toHaveLength(1)
    // The text goes on as it was written, with the values beside it.
    expect(intents[0]?.payload.content).toMatchObject({ text: '{name}，新品到店', fill: { values: { name: '甲' } } })
    expect(await asked(no)).toEqual([])
  })

  it('reaches nobody whom the sender may not change, and is refused to who has not the right', async () => {
    const [mine, theirs] = [await reachable('我的', { owner: guide.id }), await reachable('别人的')]
    const outcome = await send(guide, [mine, theirs])
    expect(outcome.changed).toEqual([mine])
    expect(reasons(outcome)).toEqual({ [theirs]: 'record.not_found' })
    const clerk = await tenant.staff({ name: '员', objects: { 'customer.person': scoped('all') } })
    const refused = tenant.as(clerk, (work) => work.run('delivery.send', { id: mine, channel: 'sms', text: '你好' }))
    await expect(refused).rejects.toMatchObject({ code: 'access.denied' })
  })

  it('goes from the account of the owner where the channel speaks as staff; without one it is refused', async () => {
    const owner = await create('organisation.staff', { name: '有号', wecom_userid: 'has-one' })
    const [with_one, without] = [
      await create('customer.person', { name: '乙', owner }),
      await create('customer.person', { name: '丙' }),
    ]
    for (const [index, person] of [with_one, without].entries())
      await create('customer.identifier', { person, type: 'wecom_external_userid', issuer: '', value: `ext-${index}` })
    const one = (id: string) => tenant.as(boss, (work) => work.run('delivery.send', { id, channel: 'wecom', text: '你好' }))
    expect(await one(with_one)).toEqual({ sent: 1 })
    expect((await asked(with_one))[0]?.payload.content).toEqual({ text: '你好' })
    await expect(one(without)).rejects.toBeInstanceOf(Refusal)
    expect(await asked(without)).toEqual([])
  })

  it('says nothing of a customer that its sender may not see', async () => {
    const blind = await tenant.staff({
      name: '看不到生日',
      objects: { 'customer.person': { ...scoped('all'), fields: { birthday: 'hidden' } } },
      rights: ['delivery.send'],
    })
    const person = await reachable('有生日')
    await expect(send(blind, [person], '{name}，{birthday} 快乐')).rejects.toMatchObject({ code: 'filter.unknown_field' })
    expect(await asked(person)).toEqual([])
  })
})
