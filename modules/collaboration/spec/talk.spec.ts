import { type Actor, type ObjectRight, surely } from '@lianke/kernel'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSpine, type SpineWorld } from '../../../apps/spec/spine-world.testing.ts'
import { comment } from '../objects/comment.object.ts'
import { follow } from '../objects/follow.object.ts'
import { whoSees } from '../queries/follows-of.query.ts'
import { talkOf } from '../queries/talk.query.ts'

let world: SpineWorld
let seller: Actor
let mate: Actor
let boss: Actor
const own: ObjectRight = { read: 'own', update: 'own', delete: 'own', create: true }
const below: ObjectRight = { read: 'below', update: 'below', delete: 'below', create: true }
const talk = { [comment.name]: own, [follow.name]: own }

beforeAll(async () => {
  world = await openSpine()
  const team = await world.tenant.department('一组')
  seller = await world.tenant.staff({
    name: '王芳',
    objects: { ...talk, 'customer.person': own, 'lead.lead': own },
    department: team,
  })
  mate = await world.tenant.staff({ name: '李雷', objects: { ...talk, 'customer.person': own }, department: team })
  boss = await world.tenant.staff({ name: '主管', objects: { ...talk, 'customer.person': below }, department: team })
})
afterAll(() => world?.tenant.close())

let person = ''
beforeEach(async () => {
  const { id } = await world.tenant.as(seller, (work) =>
    work.records.create('customer.person', { name: '客户', owner: seller.id }),
  )
  person = id
})
const say = (who: Actor, body: string, mentions: readonly string[] = [], record = person, object = 'customer.person') =>
  world.tenant.as(who, (work) => work.run<{ id: string }>('comment.write', { object, record, body, mentions }))
const heard = async (who: Actor, record = person, object = 'customer.person') =>
  talkOf(await world.platform.reading(world.tenant.id, who), { object, record }, { limit: 50, cursor: null })
const noticesOf = (who: Actor) =>
  world.sql<{ notice: string; title: string; body: string | null }>(
    `select notice, title, body from insight_notification where staff = $1 and subject_id = $2 order by created_at`,
    [who.id, person],
  )
const asked = async (name: string, payload: Record<string, unknown>) => {
  await world.tenant.system((work) => work.emit({ name, payload }))
  await world.run()
}
const listed = (who: Actor, object: string) =>
  world.tenant.as(who, async (work) => (await work.records.list(object, { limit: 100 })).data.map(({ id }) => id))

describe('what is said about a record', () => {
  it('is read by whoever sees the record, newest first, with names', async () => {
    await say(seller, '约了周五')
    await say(boss, '@王芳 报价发了吗', [seller.id])
    const { data, count } = await heard(boss)
    expect(data.map(({ body, author, mine }) => [body, author?.title, mine])).toEqual([
      ['@王芳 报价发了吗', '主管', true],
      ['约了周五', '王芳', false],
    ])
    expect(data[0]?.mentions).toEqual([{ id: seller.id, title: '王芳' }])
    expect(count).toBe(2)
  })

  it('is closed to who does not see the record, at every door, whatever the scope of comments', async () => {
    const { id } = await say(seller, '内部价 80')
    await expect(heard(mate)).rejects.toMatchObject({ code: 'record.not_found', status: 404 })
    await expect(say(mate, '我也看看')).rejects.toMatchObject({ code: 'record.not_found' })
    const wide = await world.tenant.staff({
      name: '全部评论',
      objects: { [comment.name]: { ...own, read: 'all', update: 'all' }, 'customer.person': own },
    })
    for (const who of [mate, wide]) {
      expect(await listed(who, comment.name)).not.toContain(id)
      await expect(world.tenant.as(who, (work) => work.records.get(comment.name, id))).rejects.toMatchObject({
        code: 'record.not_found',
      })
    }
    expect(await listed(boss, comment.name)).toContain(id)
    await world.tenant.as(seller, (work) => work.records.remove('customer.person', person))
    expect(await listed(boss, comment.name)).not.toContain(id)
    await world.tenant.system((work) => work.records.restore('customer.person', person))
    expect(await listed(boss, comment.name)).toContain(id)
  })

  it('is written by acts alone', async () => {
    const { id } = await say(seller, '约了周五')
    const generic = (act: (records: Parameters<Parameters<typeof world.tenant.as>[1]>[0]['records']) => Promise<unknown>) =>
      world.tenant.as(seller, (work) => act(work.generic.records))
    await expect(generic((records) => records.update(comment.name, id, { body: '改' }))).rejects.toMatchObject({
      code: 'record.invalid',
    })
    await expect(generic((records) => records.remove(comment.name, id))).rejects.toMatchObject({
      code: 'record.removed_by_command',
    })
    await expect(
      generic((records) => records.create(comment.name, { subject_object: 'customer.person', subject: person, body: 'x' })),
    ).rejects.toMatchObject({ code: 'record.made_by_command' })
  })

  it('is changed, taken back and brought back by its author alone', async () => {
    const { id } = await say(seller, '约了周五')
    const run = (who: Actor, name: string, input: object) => world.tenant.as(who, (work) => work.run(name, { id, ...input }))
    await expect(run(boss, 'comment.edit', { body: '改' })).rejects.toMatchObject({ code: 'comment.not_yours', status: 403 })
    await expect(run(mate, 'comment.remove', {})).rejects.toMatchObject({ code: 'record.not_found' })
    await run(seller, 'comment.edit', { body: '约了周六' })
    expect((await heard(boss)).data[0]).toMatchObject({ body: '约了周六', edited_at: expect.any(String) })
    await run(seller, 'comment.remove', {})
    expect((await heard(boss)).data).toEqual([])
    await run(seller, 'comment.restore', {})
    expect((await heard(boss)).data).toHaveLength(1)
  })

  it('stays its author’s, whoever is made its owner', async () => {
    const { id } = await say(seller, '约了周五')
    await world.tenant.as(seller, (work) => work.generic.records.update(comment.name, id, { owner: boss.id }))
    expect((await heard(boss)).data[0]).toMatchObject({ author: { id: seller.id }, mine: false })
    const edit = (who: Actor) => world.tenant.as(who, (work) => work.run('comment.edit', { id, body: '改' }))
    await expect(edit(boss)).rejects.toMatchObject({ code: 'comment.not_yours' })
    await edit(seller)
  })

  it('has a record that people work on, and says so', async () => {
    await expect(say(seller, '?', [], person, 'todo.work_item')).rejects.toMatchObject({ code: 'comment.not_here' })
    await expect(say(seller, '?', [], person, 'nobody.knows')).rejects.toMatchObject({ code: 'object.unknown' })
    await expect(say(seller, ' ')).rejects.toMatchObject({ status: 422 })
    await expect(say(seller, '@谁', [person])).rejects.toMatchObject({ problems: [{ code: 'comment.nobody' }] })
    expect((await heard(seller)).data).toEqual([])
  })

  it('follows its record when two persons turn out to be one, and back again', async () => {
    const { id: twin } = await world.tenant.as(seller, (work) =>
      work.records.create('customer.person', { name: '客户二', owner: seller.id }),
    )
    await say(seller, '第一位的')
    await say(seller, '第二位的', [], twin)
    await asked('identity.merge_asked', { left: person, right: twin, reason: 'suggestion', by: seller.id })
    const [merge] = await world.sql<{ id: string; kept: string }>(`select id, kept from identity_merge where gone in ($1, $2)`, [
      person,
      twin,
    ])
    const { id: done, kept } = surely(merge, 'the merge is kept')
    const joined = (await heard(seller, kept)).data.map(({ body }) => body)
    expect(joined.toSorted()).toEqual(['第一位的', '第二位的'].toSorted())
    await asked('identity.unmerge_asked', { merge: done, by: seller.id })
    expect((await heard(seller)).data.map(({ body }) => body)).toEqual(['第一位的'])
    expect((await heard(seller, twin)).data.map(({ body }) => body)).toEqual(['第二位的'])
  })
})

describe('who hears of it', () => {
  it('whom it mentions, who follows and whose record it is; not its author, nor who has muted it', async () => {
    await say(boss, '@王芳 报价发了吗', [seller.id])
    await world.run()
    expect(await noticesOf(seller)).toEqual([
      { notice: 'collaboration.mentioned', title: '主管 在「客户」提到了你', body: '@王芳 报价发了吗' },
    ])
    expect(await noticesOf(boss)).toEqual([])
    await say(seller, '发了')
    await world.run()
    expect(await noticesOf(boss)).toEqual([{ notice: 'collaboration.commented', title: '王芳 评论了「客户」', body: '发了' }])
    await world.tenant.as(boss, (work) => work.run('follow.set', { object: 'customer.person', record: person, following: false }))
    await say(seller, '又发了')
    await world.run()
    expect(await noticesOf(boss)).toHaveLength(1)
    expect((await heard(boss)).following).toBe(false)
    await say(seller, '@主管 请看', [boss.id])
    await world.run()
    expect((await noticesOf(boss)).map(({ notice }) => notice)).toEqual(['collaboration.commented', 'collaboration.mentioned'])
  })

  it('nobody who may not see the record: whoever writes is told before', async () => {
    const work = await world.platform.reading(world.tenant.id, seller)
    const seeing = await whoSees(work, { object: 'customer.person', record: person }, [seller.id, mate.id, boss.id])
    expect([...seeing].toSorted()).toEqual([seller.id, boss.id].toSorted())
    await say(seller, '@李雷 帮忙', [mate.id])
    await world.run()
    expect(await noticesOf(mate)).toEqual([])
    expect((await heard(seller)).followers.map(({ id }) => id)).toEqual([seller.id])
  })
})
