import { type Actor, surely } from '@lianke/kernel'
import { calendarsOfStaff, managersOfStaff } from '@lianke/organisation/contract'
import { scoped } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lateJob } from '../jobs/late.job.ts'
import { openEntries } from '../queries/open-entries.query.ts'
import { todoLines } from '../queries/todo-lines.query.ts'
import { oversee } from '../roles/oversee.ts'
import { leaderOf } from '../rules/leader.rule.ts'
import {
  answer,
  asking,
  boss,
  head,
  hour,
  itemsOf,
  openTodoWorld,
  other,
  persons,
  rights,
  roleId,
  seller,
  theItem,
  told,
  turn,
  world,
} from './todo-world.testing.ts'

let admin: Actor
let teamLead: Actor
beforeAll(async () => {
  await openTodoWorld()
  admin = await world.tenant.staff({ name: '管理员', objects: { '*': scoped('all') }, rights: ['*'] })
  const team = await world.tenant.department('二组')
  teamLead = await world.tenant.staff({
    name: '组长',
    objects: { ...rights, 'todo.work_item': { ...rights['todo.work_item'], read: 'below' } },
    rights: [oversee],
    department: team,
  })
  await world.tenant.system(async (work) => {
    await work.records.update('organisation.department', team, { manager: teamLead.id })
    await work.records.update('organisation.staff', other.id, { department: team })
  })
})
afterAll(() => world?.tenant.close())

const give = (actor: Actor, ids: readonly string[], to: string) =>
  world.tenant.as(actor, (work) =>
    work.run<{ n: number; refused: { id: string; code: string }[] }>('work_item.reassign_many', { ids, to }),
  )
const openTo = async (actor: Actor, part: 'all' | 'late' | 'queue', owner: string | null = null) => {
  const work = await world.platform.reading(world.tenant.id, actor)
  const { entries, count } = await openEntries(work, { part, owner, per: 50, cursor: null })
  const lines = await todoLines(work, actor.id, entries)
  return { count, lines: lines.map(({ id, owner: with_, may }) => ({ id, with: with_?.title ?? null, may })) }
}

describe('who oversees work items', () => {
  it('an administrator gives anybody’s to anybody, several at once; what is answered stays, with its reason', async () => {
    const [one = '', two = '', three = ''] = await persons(['总一', '总二', '总三'], seller.id)
    const process = await asking({ assignee: 'owner' }, [one, two, three])
    const ids = (await itemsOf(process)).map(({ id }) => id)
    await answer(seller, { id: surely(ids[0], 'an item'), outcome: 'approve' })
    expect(await give(admin, ids, other.id)).toMatchObject({
      n: 2,
      refused: [{ id: ids[0], code: 'work_item.already_answered' }],
    })
    expect((await itemsOf(process)).map(({ owner }) => owner)).toEqual([seller.id, other.id, other.id])
    expect((await told('work_item.assigned')).slice(-2)).toEqual([other.id, other.id])
  })

  it('sees those of whom his rights show: his own team, the whole company', async () => {
    const mine = await openTo(teamLead, 'all')
    expect(mine.lines.map((line) => [line.with, line.may])).toEqual([
      ['旁人', ['reassign']],
      ['旁人', ['reassign']],
    ])
    const [person = ''] = await persons(['总四'], seller.id)
    const process = await asking({ assignee: 'manager' }, [person])
    expect((await openTo(teamLead, 'all')).count).toBe(2)
    expect((await openTo(admin, 'all')).count).toBe(3)
    expect((await openTo(admin, 'all', boss.id)).lines).toMatchObject([{ with: '主管' }])
    const { id } = await theItem(process)
    expect(await give(teamLead, [id], other.id)).toMatchObject({ n: 0, refused: [{ code: 'work_item.not_their_manager' }] })
  })

  it('needs the right', async () => {
    await expect(give(boss, [], seller.id)).rejects.toMatchObject({ code: 'access.denied' })
  })

  it('gives nothing to who has left', async () => {
    const left = await world.tenant.staff({ name: '走了' })
    await world.sql(`update organisation_staff set status = 'left' where id = $1`, [left.id])
    const [line] = (await openTo(admin, 'all')).lines
    await expect(give(admin, [surely(line, 'a line').id], left.id)).rejects.toMatchObject({ code: 'work_item.to_leaver' })
  })
})

describe('what nobody has taken', () => {
  it('is seen, when late told and moved, by who leads those who may take it', async () => {
    await world.tenant.system((work) => work.records.update('organisation.staff', seller.id, { roles: [roleId] }))
    const [one = '', two = ''] = await persons(['队一', '队二'], seller.id)
    const queue = { assignee: 'role', role: roleId, share: 'queue', due_in: 1, due_unit: 'hour' }
    const kept = await asking({ ...queue, late: 'tell_manager' }, [one])
    const moved = await asking({ ...queue, late: 'to_manager' }, [two])
    const ofBoss = await world.tenant.staff({ name: '看队列', objects: rights, rights: [oversee] })
    expect((await openTo(ofBoss, 'queue')).lines).toEqual([])
    expect((await openTo(admin, 'queue')).count).toBe(2)
    world.advance(2 * hour)
    expect((await openTo(admin, 'late')).count).toBe(0)
    const before = (await told('work_item.late')).length
    await turn(lateJob)
    expect(await theItem(kept)).toMatchObject({ owner: null, status: 'open' })
    expect(await theItem(moved)).toMatchObject({ owner: boss.id, status: 'open' })
    expect((await told('work_item.late')).slice(before)).toContain(boss.id)
  })

  it('is led by who leads most of those who may take it', () => {
    const managerOf = (id: string) => ({ a: 'x', b: 'y', c: 'y' })[id] ?? null
    expect(leaderOf({ owner: 'a', candidates: ['b'] }, managerOf)).toBe('x')
    expect(leaderOf({ owner: null, candidates: ['a', 'b', 'c', 'd'] }, managerOf)).toBe('y')
    expect(leaderOf({ owner: null, candidates: ['d'] }, managerOf)).toBeNull()
  })
})

describe('who leads whom, and when they work', () => {
  it('is the same where one only reads', async () => {
    const work = await world.platform.reading(world.tenant.id, admin)
    const managerOf = await managersOfStaff(work, [seller.id, boss.id])
    expect([managerOf(seller.id), managerOf(boss.id)]).toEqual([boss.id, head.id])
    const night = await world.tenant.system((one) =>
      one.records.create('organisation.calendar', {
        name: '夜班',
        week: Array.from({ length: 7 }, () => [{ from: '20:00', to: '24:00' }]),
      }),
    )
    await world.tenant.system((one) => one.records.update('organisation.staff', seller.id, { calendar: night.id }))
    const again = await world.platform.reading(world.tenant.id, admin)
    expect((await calendarsOfStaff(again, [seller.id]))(seller.id).name).toBe('夜班')
  })
})
