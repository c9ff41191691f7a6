import { type Actor, surely } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { todoEntries } from '../queries/todo-entries.query.ts'
import { type TodoLine, todoLines } from '../queries/todo-lines.query.ts'
import {
  answer,
  asking,
  boss,
  head,
  hour,
  openTodoWorld,
  other,
  persons,
  rights,
  roleId,
  seller,
  theItem,
  world,
} from './todo-world.testing.ts'

beforeAll(openTodoWorld)
afterAll(() => world?.tenant.close())

const linesOf = async (
  actor: Actor,
  per = 50,
): Promise<{ readonly lines: readonly TodoLine[]; readonly counts: Record<string, number> }> => {
  const work = await world.platform.reading(world.tenant.id, actor)
  const entries = await todoEntries(work, actor.id, { per })
  return {
    lines: await todoLines(work, actor.id, entries),
    counts: Object.fromEntries(entries.map(({ section, of }) => [section, of])),
  }
}
const task = (subject: string, owner: string, more: Record<string, unknown> = {}) =>
  world.tenant.system((work) => work.records.create('fieldwork.task', { subject, owner, ...more }))
const ahead = (hours: number) => new Date(Date.now() + hours * hour).toISOString()

describe('the to-do centre', () => {
  it('is one list of tasks and of what processes ask, by sections and time, with one count', async () => {
    const [person = ''] = await persons(['列一'], seller.id)
    await task('逾期任务', boss.id, { due_at: ahead(-2) })
    await task('以后的任务', boss.id, { due_at: ahead(24 * 9) })
    await task('没有期限', boss.id)
    await task('别人的', other.id, { due_at: ahead(-2) })
    await asking({ assignee: 'manager' }, [person])
    const { lines, counts } = await linesOf(boss)
    expect(lines.map(({ section, title }) => [section, title])).toEqual([
      ['now', '逾期任务'],
      ['today', '给…特批？'],
      ['later', '以后的任务'],
      ['later', '没有期限'],
    ])
    expect(counts).toEqual({ now: 1, today: 1, later: 2 })
    expect((await linesOf(boss, 1)).lines).toHaveLength(3)
    expect((await linesOf(boss, 1)).counts).toEqual({ now: 1, today: 1, later: 2 })
  })

  it('says of a task whose lead it is, as far as its reader may see the lead', async () => {
    const lead = await world.tenant.system((work) =>
      work.records.create('lead.lead', { name: '王五', wechat: 'todo-lead', owner: head.id }),
    )
    await task('第一次电话', head.id, { lead: lead.id, due_at: ahead(-1) })
    const about = (await linesOf(head)).lines.find(({ title }) => title === '第一次电话')?.about
    expect(about).toMatchObject({ object: 'lead.lead', id: lead.id, title: null })
    const leads = await world.tenant.staff({
      name: '看线索的',
      objects: { ...rights, 'lead.lead': { ...rights['customer.person'], read: 'all' } },
    })
    await task('最后一次电话', leads.id, { lead: lead.id, due_at: ahead(-1) })
    expect((await linesOf(leads)).lines).toMatchObject([{ about: { object: 'lead.lead', title: '王五' } }])
  })

  it('shows of the record what its reader may see of it: nothing of one that is not theirs', async () => {
    const [mine = ''] = await persons(['看得见'], seller.id)
    await asking({ assignee: 'owner' }, [mine])
    const line = surely(
      (await linesOf(seller)).lines.find(({ title }) => title === '给看得见特批？'),
      'the line',
    )
    expect(line.about).toMatchObject({ title: '看得见' })
    expect(line.shown.length).toBeGreaterThan(0)
    const others = (await linesOf(boss)).lines.filter(({ object }) => object === 'todo.work_item')
    expect(others.every(({ about, shown }) => about === null && shown.length === 0)).toBe(true)
  })

  it('shows what one waits for, with whom it is, and what one’s people have not answered', async () => {
    const waiting = (await linesOf(seller)).lines.filter(({ section }) => section === 'waiting')
    expect(waiting).toMatchObject([{ owner: { title: '主管' }, may: [] }])
    const team = (await linesOf(boss)).lines.filter(({ section }) => section === 'waiting')
    expect(team).toMatchObject([{ owner: { title: '销售' }, may: ['reassign'] }])
  })

  it('shows a queue to those who may take from it, until somebody has', async () => {
    const member = await world.tenant.staff({ name: '队员', objects: rights })
    await world.tenant.system((work) => work.records.update('organisation.staff', member.id, { roles: [roleId] }))
    const [person = ''] = await persons(['列二'], seller.id)
    const process = await asking({ assignee: 'role', role: roleId, share: 'queue' }, [person])
    expect((await linesOf(member)).lines).toMatchObject([{ may: ['answer', 'take'], owner: null }])
    expect((await linesOf(other)).lines.filter(({ object }) => object === 'todo.work_item')).toEqual([])
    await world.tenant.as(member, async (work) => work.run('work_item.take', { id: (await theItem(process)).id }))
    expect((await linesOf(member)).lines).toMatchObject([{ may: ['answer'] }])
  })

  it('asks somebody who may see no record of that kind, and says nothing of it', async () => {
    const blind = await world.tenant.staff({ name: '看不见的', objects: { 'todo.work_item': rights['todo.work_item'] } })
    const [person = ''] = await persons(['列三'], seller.id)
    await asking({ assignee: 'colleague', colleague: blind.id }, [person])
    const { lines } = await linesOf(blind)
    expect(lines).toMatchObject([{ title: '给…特批？', about: null, person: null, may: ['answer'] }])
    const [fact] = await world.sql<{ payload: unknown }>(
      `select payload from fact where name = 'work_item.assigned' and payload ->> 'staff' = $1`,
      [blind.id],
    )
    expect(fact?.payload).toEqual({ title: '给…特批？', staff: blind.id })
  })

  it('keeps what was done a week long', async () => {
    const { lines } = await linesOf(boss)
    const asked = surely(
      lines.find(({ object, section }) => object === 'todo.work_item' && section === 'today'),
      'something asked',
    )
    const unread = () =>
      world.sql(`select 1 from insight_notification where subject_id = $1 and owner = $2 and not is_read`, [asked.id, boss.id])
    expect(await unread()).toHaveLength(1)
    await answer(boss, { id: asked.id, outcome: 'reject', note: '价格太低' })
    await world.run()
    expect(await unread()).toEqual([])
    const done = (await linesOf(boss)).lines.filter(({ section }) => section === 'done')
    expect(done).toMatchObject([{ id: asked.id, result: '驳回', note: '价格太低', may: [] }])
  })
})
