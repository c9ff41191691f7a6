import { type Meaning, surely } from '@lianke/kernel'
import { organisationModule } from '@lianke/organisation'
import { testTenant, type TestTenant } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { customerModule } from '../module.ts'
import { ensureTags } from '../reactions/ensure-tags.ts'
import { onArchiveAgreed, onHandoverFailed } from '../reactions/on-contact-word.reaction.ts'
import { onGroupGone, onGroupSeen } from '../reactions/on-group-told.reaction.ts'
import { groupToldShape, positionOf, tagToldShape } from '../rules/directory-told.rule.ts'
import { onTagGone, onTagSeen } from '../reactions/on-tag-told.reaction.ts'
import { contactFact } from './contact-fact.testing.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await testTenant({ modules: [organisationModule, customerModule] })
})
afterAll(() => tenant?.close())

const noon = (minute: number) => `2026-11-20T12:${String(minute).padStart(2, '0')}:00.000Z`
/** A channel's word; `at` is the minute in which it happened. */
const told = (means: Meaning, payload: Record<string, unknown>, { at = 0, person = null as string | null } = {}) =>
  tenant.system((work) => {
    const fact = contactFact(means, { person, occurred_at: noon(at), payload })
    const reaction = [onTagSeen, onTagGone, onGroupSeen, onGroupGone, onHandoverFailed, onArchiveAgreed].find(({ hears = [] }) =>
      hears.includes(means),
    )
    return surely(reaction, 'somebody hears it').run(work, fact)
  })
const tagsOf = (group: string) =>
  tenant.system(async (work) => {
    const groups = await work.records.list('customer.tag_group', {
      filter: { field: 'name', op: 'eq', value: group },
      fields: ['kind'],
      limit: 1,
    })
    if (!groups.data[0]) return null
    const { data } = await work.records.list('customer.tag', {
      filter: { field: 'tag_group', op: 'eq', value: groups.data[0].id },
      fields: ['name'],
      sort: ['position'],
      limit: 50,
    })
    return data.map(({ name }) => name)
  })
const silver = { id: 'et-1', name: '银卡', order: 1, group_id: 'eg-1', group_name: '会员等级' }
const gold = { ...silver, id: 'et-2', name: '金卡', order: 9 }

describe('what a channel tells of its tags and groups', () => {
  it('puts the larger order first, within the positions that there are', () => {
    expect([0, 9, -1, 4_294_967_295].map(positionOf)).toEqual([1_000_000, 999_991, 1_000_000, 0])
  })
  it('is read as far as it has the right shape', () => {
    expect(tagToldShape.parse({ id: 7, name: ' 金卡 ', order: 'x' })).toMatchObject({
      id: '',
      name: '金卡',
      order: 0,
      group_id: '',
    })
    expect(groupToldShape.parse({ chat_id: 'wr-1', member_count: -1, read_at: 'yesterday' })).toEqual({
      chat_id: 'wr-1',
      name: '',
      owner: '',
    })
  })
})

describe('a tag of a channel', () => {
  it('stands in its group, in its order, and is renamed with its group', async () => {
    await told('tag.seen', silver)
    await told('tag.seen', gold)
    expect(await tagsOf('会员等级')).toEqual(['金卡', '银卡'])
    await told('tag.seen', { ...gold, name: '黑金卡', order: 0, group_name: '等级' })
    expect(await tagsOf('等级')).toEqual(['银卡', '黑金卡'])
    expect(await tagsOf('会员等级')).toBeNull()
  })
  it('is renamed though a customer came with the new word first', async () => {
    await told('tag.seen', { id: 'et-8', name: '试用', order: 0, group_id: 'eg-8', group_name: '阶段' })
    await tenant.system((work) => ensureTags(work, ['试用中']))
    await told('tag.seen', { id: 'et-8', name: '试用中', order: 0, group_id: 'eg-8', group_name: '阶段' })
    expect(await tagsOf('阶段')).toEqual(['试用中'])
  })
  it('is one of ours of the same name; the same word in two groups is one', async () => {
    const ours = await tenant.system(async (work) => {
      const group = await work.records.create('customer.tag_group', { name: '自有' })
      return work.records.create('customer.tag', { name: '敏感肌', tag_group: group.id })
    })
    await told('tag.seen', { id: 'et-3', name: '敏感肌', order: 0, group_id: 'eg-2', group_name: '肤质' })
    await told('tag.seen', { id: 'et-4', name: '敏感肌', order: 0, group_id: 'eg-3', group_name: '其他' })
    const row = await tenant.system((work) => work.records.get('customer.tag', ours.id, { fields: ['external_id'] }))
    expect(row.external_id).toBe('wecom:et-3')
    expect(await tagsOf('肤质')).toEqual(['敏感肌'])
  })
  it('that was deleted goes, and stays as ours where somebody bears it; the same when the loss was only read', async () => {
    await told('tag.seen', { ...silver, id: 'et-5', name: '老客', group_id: 'eg-5', group_name: '来历' })
    await told('tag.seen', { ...silver, id: 'et-6', name: '新客', group_id: 'eg-5', group_name: '来历' })
    await tenant.system((work) => work.records.create('customer.person', { name: '小鹿', tags: ['老客'] }))
    await told('tag.removed', { id: 'et-5', is_group: false })
    await told('tag.all_read', { tag_ids: ['et-1', 'et-2', 'et-3'] })
    expect(await tagsOf('来历')).toEqual(['老客'])
    expect(await tagsOf('等级')).toEqual(['银卡', '黑金卡'])
    await told('tag.removed', { id: 'eg-1', is_group: true })
    expect(await tagsOf('等级')).toBeNull()
  })
})

describe('a group chat of a channel', () => {
  const groups = () =>
    tenant.system(async (work) => {
      const fields = ['name', 'status', 'members', 'customers', 'ended_at'] as const
      return (await work.records.list('customer.group_chat', { fields: [...fields], limit: 10 })).data
    })
  it('is as it was last read, however late its events come, and says when it was dismissed', async () => {
    await tenant.system((work) => work.records.create('organisation.staff', { name: '林美', wecom_userid: 'lin.mei' }))
    const seen = (name: string, minute: number, size: number) =>
      told('group.seen', {
        chat_id: 'wr-1',
        name,
        owner: 'Lin.Mei',
        member_count: size,
        customer_count: size - 1,
        read_at: noon(minute),
      })
    await seen('福利二群', 5, 8)
    await seen('福利群', 3, 2)
    expect(await groups()).toMatchObject([{ name: '福利二群', status: 'active', members: 8, customers: 7 }])
    await told('group.gone', { chat_id: 'wr-1' }, { at: 7 })
    await seen('福利二群', 6, 9)
    expect(await groups()).toMatchObject([{ name: '福利二群', status: 'dismissed', members: 8, ended_at: noon(7) }])
  })
})

describe('what a channel says of a contact', () => {
  it('who could not be handed over is on his timeline, by the name of who was to have him', async () => {
    const person = (await tenant.system((work) => work.records.create('customer.person', { name: '小满' }))).id
    await told(
      'contact.handover_failed',
      { userid: 'lin.mei', external_userid: 'wm-1', fail_reason: 'customer_refused' },
      { person },
    )
    const facts = await tenant.system((work) =>
      work.sql<{ payload: unknown }>("select payload from fact where name = 'customer.handover_failed' and person = $1", [
        person,
      ]),
    )
    expect(facts).toMatchObject([{ payload: { staff_name: '林美', reason: 'customer_refused' } }])
  })
  it('since when he agrees to archiving stands on the bond, known before or not', async () => {
    const person = (await tenant.system((work) => work.records.create('customer.person', { name: '小雨' }))).id
    await told('contact.archive_agreed', { userid: 'lin.mei', external_userid: 'wm-2' }, { person, at: 4 })
    await told('contact.archive_agreed', { userid: 'lin.mei', external_userid: 'wm-2' }, { person, at: 5 })
    const { data } = await tenant.system((work) =>
      work.records.list('customer.relation', {
        filter: { field: 'person', op: 'eq', value: person },
        fields: ['archive_agreed_at', 'external_id'],
      }),
    )
    expect(data).toMatchObject([{ archive_agreed_at: noon(5), external_id: 'wm-2' }])
  })
})

describe('a further company of the vendor', () => {
  const there = { issuer: 'wwother', elsewhere: true }
  it('keeps tags of its own: what the first has not any more takes none of them away, and the other way about', async () => {
    await told('tag.seen', { id: 'et-20', name: '家里的', order: 0, group_id: 'eg-20', group_name: '家里', issuer: 'wwfirst' })
    await told('tag.seen', { id: 'et-20', name: '那边的', order: 0, group_id: 'eg-20', group_name: '那边', ...there })
    await told('tag.all_read', { tag_ids: ['et-20'], issuer: 'wwfirst' })
    await told('tag.all_read', { tag_ids: ['et-20'], ...there })
    expect([await tagsOf('家里'), await tagsOf('那边')]).toEqual([['家里的'], ['那边的']])
    await told('tag.all_read', { tag_ids: [], issuer: 'wwfirst' })
    expect([(await tagsOf('家里')) ?? [], await tagsOf('那边')]).toEqual([[], ['那边的']])
    await told('tag.removed', { id: 'et-20', is_group: false, ...there })
    expect((await tagsOf('那边')) ?? []).toEqual([])
  })

  it('has chats of its own under the same ids; one that was read before chats said where they are is the first’s', async () => {
    const chat = (name: string) => ({ chat_id: 'wr-20', name, member_count: 2, customer_count: 1 })
    await tenant.system((work) =>
      work.records.create('customer.group_chat', { channel: 'wecom', external_id: 'wr-20', name: '以前的', status: 'active' }),
    )
    await told('group.seen', { ...chat('那边的群'), read_at: noon(50), ...there })
    await told('group.seen', { ...chat('家里的群'), read_at: noon(50), issuer: 'wwfirst' })
    await told('group.gone', { chat_id: 'wr-20', ...there }, { at: 55 })
    const { data } = await tenant.system((work) =>
      work.records.list('customer.group_chat', {
        filter: { field: 'external_id', op: 'eq', value: 'wr-20' },
        fields: ['name', 'issuer', 'status'],
        sort: ['issuer'],
        limit: 10,
      }),
    )
    expect(data.map(({ name, issuer, status }) => [name, issuer, status])).toEqual([
      ['家里的群', 'wwfirst', 'active'],
      ['那边的群', 'wwother', 'dismissed'],
    ])
  })
})
