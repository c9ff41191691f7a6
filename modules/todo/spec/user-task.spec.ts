import { type Actor, surely } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  answer,
  asking,
  boss,
  head,
  itemsOf,
  openTodoWorld,
  other,
  persons,
  rights,
  roleId,
  seller,
  tagsOf,
  theItem,
  told,
  world,
} from './todo-world.testing.ts'

beforeAll(openTodoWorld)
afterAll(() => world?.tenant.close())

describe('a step that asks', () => {
  it('makes an item for the owner’s manager, waits, and goes the way of the answer', async () => {
    const [person = ''] = await persons(['甲'], seller.id)
    const process = await asking({ assignee: 'manager' }, [person])
    const item = await theItem(process)
    expect(item).toMatchObject({ owner: boss.id, status: 'open', subject: person })
    expect(await told('work_item.assigned')).toContain(boss.id)
    expect(await tagsOf(person)).toBeNull()
    await answer(boss, { id: item.id, outcome: 'approve' })
    await world.run()
    expect(await tagsOf(person)).toEqual(['approve'])
    expect(await theItem(process)).toMatchObject({ status: 'answered' })
  })

  it('is answered by whoever has it, once, and says why not', async () => {
    const [person = ''] = await persons(['乙'], seller.id)
    const process = await asking({ assignee: 'manager' }, [person])
    const { id } = await theItem(process)
    await expect(answer(seller, { id, outcome: 'approve' })).rejects.toMatchObject({ code: 'work_item.not_yours', status: 403 })
    await expect(answer(boss, { id, outcome: 'reject' })).rejects.toMatchObject({ code: 'work_item.note_missing' })
    const both = await Promise.allSettled([
      answer(boss, { id, outcome: 'approve' }),
      answer(boss, { id, outcome: 'reject', note: '不行' }),
    ])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'work_item.already_answered', status: 409, params: { who: '主管' } },
    })
    await world.run()
    expect(await told('work_item.answered')).toHaveLength(2)
    expect([['approve'], ['reject']]).toContainEqual(await tagsOf(person))
  })

  it('leaves other runs of the same person waiting', async () => {
    const [person = ''] = await persons(['丙'], seller.id)
    const [first, second] = [
      await asking({ assignee: 'manager' }, [person]),
      await asking({ assignee: 'colleague', colleague: other.id }, [person]),
    ]
    await answer(boss, { id: (await theItem(first)).id, outcome: 'approve' })
    await world.run()
    expect(await theItem(second)).toMatchObject({ status: 'open' })
    expect(await world.sql('select status from process_run where process = $1', [second])).toEqual([{ status: 'waiting' }])
  })

  it('treats a set as it treats one: a thousand items by turns', async () => {
    const [a, b] = await Promise.all(
      ['轮甲', '轮乙'].map(async (name) => {
        const one = await world.tenant.staff({ name, objects: rights })
        await world.tenant.system((work) => work.records.update('organisation.staff', one.id, { roles: [roleId] }))
        return one
      }),
    )
    const who = await persons(
      Array.from({ length: 999 }, (_, n) => `组员${n}`),
      seller.id,
    )
    const process = await asking({ assignee: 'role', role: roleId, share: 'turn' }, who)
    const counts = await world.sql<{ owner: string; count: number }>(
      'select owner, count(*)::int as count from todo_work_item where process = $1 group by 1 order by 1',
      [process],
    )
    expect(counts.map(({ count }) => count).toSorted()).toEqual([499, 500])
    expect(counts.map(({ owner }) => owner).toSorted()).toEqual([a?.id, b?.id].toSorted())
    const items = await world.sql<{ id: string; owner: string }>(
      'select id, owner from todo_work_item where process = $1 and owner = $2 order by id limit 200',
      [process, a?.id],
    )
    const me = surely(a, 'there is somebody')
    const done = await world.tenant.as(me, (work) =>
      work.run<{ n: number; refused: unknown[] }>('work_item.answer_many', {
        ids: items.map(({ id }) => id),
        outcome: 'approve',
      }),
    )
    expect(done).toMatchObject({ n: 200, refused: [] })
    await world.run()
    expect(await world.sql(`select 1 from process_run where process = $1 and status = 'waiting'`, [process])).toHaveLength(799)
    const again = await world.tenant.as(me, (work) =>
      work.run<{ n: number; refused: { code: string }[] }>('work_item.answer_many', {
        ids: items.slice(0, 2).map(({ id }) => id),
        outcome: 'approve',
      }),
    )
    expect(again).toMatchObject({
      n: 0,
      refused: [{ code: 'work_item.already_answered' }, { code: 'work_item.already_answered' }],
    })
  })

  it('waits among the errors where nobody is found, or asks the fallback', async () => {
    const [person = '', second = ''] = await persons(['丁', '丁二'], null)
    const process = await asking({ assignee: 'manager' }, [person])
    expect(await itemsOf(process)).toEqual([])
    expect(await world.sql(`select state ->> 'failure' as failure from process_run where process = $1`, [process])).toEqual([
      { failure: expect.stringContaining('work_item.nobody') },
    ])
    const saved = await asking({ assignee: 'manager', fallback: other.id }, [second])
    expect(await theItem(saved)).toMatchObject({ owner: other.id })
  })

  it('asks the leader of a colleague who left, and hands over what a leaver had', async () => {
    const { tenant } = world
    const team = surely(
      (await world.sql<{ id: string }>(`select id from organisation_department where name = '一组'`))[0],
      'a team',
    ).id
    const leaver = await tenant.staff({ name: '要走的', objects: rights, department: team })
    const [person = '', second = ''] = await persons(['戊', '戊二'], seller.id)
    const process = await asking({ assignee: 'colleague', colleague: leaver.id }, [person])
    expect(await theItem(process)).toMatchObject({ owner: leaver.id })
    await tenant.system((work) => work.run('staff.leave', { id: leaver.id, successor: other.id }))
    await world.run()
    expect(await theItem(process)).toMatchObject({ owner: other.id, status: 'open' })
    const later = await asking({ assignee: 'colleague', colleague: leaver.id }, [second])
    expect(await theItem(later)).toMatchObject({ owner: boss.id })
  })
})

describe('a queue', () => {
  it('stands before everybody of the role; whoever takes it has it, the second is told', async () => {
    const [person = ''] = await persons(['己'], seller.id)
    const process = await asking({ assignee: 'role', role: roleId, share: 'queue' }, [person])
    const members = await world.sql<{ id: string }>(`select id from organisation_staff where $1 = any(roles) order by id`, [
      roleId,
    ])
    const [first, second] = members.map(({ id }): Actor => ({ kind: 'user', id }))
    const { id, owner } = await theItem(process)
    expect(owner).toBeNull()
    const take = (actor: Actor) => world.tenant.as(actor, (work) => work.run('work_item.take', { id }))
    await expect(take(boss)).rejects.toMatchObject({ code: 'work_item.not_yours', status: 403 })
    const both = await Promise.allSettled([take(surely(first, 'one')), take(surely(second, 'two'))])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'work_item.taken', status: 409 } })
  })
})

describe('whom an item moves to', () => {
  it('is said by who leads the assignee, at any height, and by nobody else', async () => {
    const [person = ''] = await persons(['庚'], seller.id)
    const process = await asking({ assignee: 'owner' }, [person])
    const { id } = await theItem(process)
    const give = (actor: Actor, to: string) => world.tenant.as(actor, (work) => work.run('work_item.reassign', { id, to }))
    for (const stranger of [seller, other])
      await expect(give(stranger, other.id)).rejects.toMatchObject({ code: 'work_item.not_their_manager', status: 403 })
    await give(boss, boss.id)
    expect(await theItem(process)).toMatchObject({ owner: boss.id })
    await give(head, seller.id)
    expect(await theItem(process)).toMatchObject({ owner: seller.id })
    await answer(seller, { id, outcome: 'approve' })
    await expect(give(boss, other.id)).rejects.toMatchObject({ code: 'work_item.already_answered', status: 409 })
  })
})
