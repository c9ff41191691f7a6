import { type Meaning, surely } from '@lianke/kernel'
import { organisationModule } from '@lianke/organisation'
import { testTenant, type TestTenant } from '@lianke/platform/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { customerModule } from '../module.ts'
import { onContactAdded } from '../reactions/on-contact-added.reaction.ts'
import { onContactLost, onContactsRead } from '../reactions/on-contact-lost.reaction.ts'
import { contactFact } from './contact-fact.testing.ts'

let tenant: TestTenant
let [person, staff, userid, facts] = ['', '', '', 0]
beforeAll(async () => {
  tenant = await testTenant({ modules: [organisationModule, customerModule] })
})
afterAll(() => tenant?.close())
beforeEach(async () => {
  userid = `guide${facts}`
  person = (await tenant.system((work) => work.records.create('customer.person', { name: '小鹿' }))).id
  staff = (await tenant.system((work) => work.records.create('organisation.staff', { name: '林美', wecom_userid: userid }))).id
})

const noon = (minute: number) => `2026-11-20T12:${String(minute).padStart(2, '0')}:00.000Z`
/** A channel's word in the order in which it comes in; `at` is when it happened. */
const told = (means: Meaning, at: number, payload: Record<string, unknown> = {}, who = userid) =>
  tenant.system((work) => {
    const reaction = [onContactAdded, onContactLost, onContactsRead].find(({ hears = [] }) => hears.includes(means))
    const fact = contactFact(means, {
      person,
      occurred_at: noon(at),
      payload: { userid: who, external_userid: `wm-${person}`, ...payload },
    })
    facts++
    return surely(reaction, 'somebody hears it').run(work, fact)
  })
const relations = async () =>
  (
    await tenant.system((work) =>
      work.records.list('customer.relation', {
        filter: { field: 'person', op: 'eq', value: person },
        fields: ['staff', 'status', 'lost_at', 'remark', 'tags'],
      }),
    )
  ).data
const tags = async () =>
  (await tenant.system((work) => work.records.get('customer.person', person, { fields: ['tags'] }))).tags ?? []
const losses = async () =>
  (
    await tenant.system((work) =>
      work.sql<{ by: string }>(`select payload ->> 'by' as by from fact where name = 'customer.relation_lost' and person = $1`, [
        person,
      ]),
    )
  ).map(({ by }) => by)

describe('a friendship', () => {
  it('is over when its end is told before its beginning, and stands when an older end comes late', async () => {
    await told('contact.lost_by_customer', 5)
    await told('contact.added', 1)
    expect(await relations()).toMatchObject([{ status: 'lost_by_customer', lost_at: noon(5) }])
    await told('contact.added', 9)
    await told('contact.lost_by_staff', 7)
    expect(await relations()).toMatchObject([{ status: 'active', lost_at: null }])
    expect(await losses()).toEqual(['customer'])
  })

  it('loses what the member took off: a remark, and a tag that no other member has given', async () => {
    const other = `${userid}-b`
    await told('contact.added', 1, { remark: '大客户', tags: ['金卡', '敏感肌'] })
    await told('contact.added', 2, { tags: ['敏感肌'] }, other)
    expect(await tags()).toEqual(expect.arrayContaining(['金卡', '敏感肌']))
    await told('contact.edited', 3, { remark: '', tags: [] })
    expect(await tags()).toEqual(['敏感肌'])
    expect((await relations()).find((one) => JSON.stringify(one.staff).includes(staff))).toMatchObject({
      remark: null,
      tags: null,
    })
    // Nothing was said of tags: nothing is taken off.
    await told('contact.edited', 4, {}, other)
    expect(await tags()).toEqual(['敏感肌'])
  })

  it('with a member whom the directory has not told yet makes that member, without any right', async () => {
    await told('contact.added', 1, {}, `new-${userid}`)
    const made = await tenant.system((work) =>
      work.records.list('organisation.staff', {
        filter: { field: 'wecom_userid', op: 'eq', value: `new-${userid}` },
        fields: ['status', 'roles'],
      }),
    )
    expect(made.data).toMatchObject([{ status: 'active', roles: null }])
    expect(await relations()).toHaveLength(1)
  })

  it('that was handed over is no loss', async () => {
    await told('contact.added', 1)
    await told('contact.handed_over', 2)
    expect(await relations()).toMatchObject([{ status: 'lost' }])
    expect(await losses()).toEqual([])
  })

  it('that ended while nobody listened is found when the member’s contacts are read whole; one made since then stays', async () => {
    await told('contact.added', 1)
    await told('contact.all_read', 3, { external_userids: [`wm-${person}`] })
    expect(await relations()).toMatchObject([{ status: 'active' }])
    await told('contact.all_read', 0, { external_userids: [] })
    expect(await relations()).toMatchObject([{ status: 'active' }])
    await told('contact.all_read', 4, { external_userids: [] })
    expect(await relations()).toMatchObject([{ status: 'lost', lost_at: noon(4) }])
    expect(await losses()).toEqual(['unknown'])
  })
})
