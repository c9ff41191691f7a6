import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeJob } from '../jobs/close.job.ts'
import { lateJob } from '../jobs/late.job.ts'
import { remindJob } from '../jobs/remind.job.ts'
import {
  answer,
  asking,
  boss,
  head,
  hour,
  openTodoWorld,
  persons,
  seller,
  tagsOf,
  theItem,
  told,
  turn,
  world,
} from './todo-world.testing.ts'

beforeAll(openTodoWorld)
afterAll(() => world?.tenant.close())

describe('a deadline', () => {
  it('is reminded of, and ends the wait by the way timeout; a late answer is refused', async () => {
    const [person = ''] = await persons(['辛'], seller.id)
    const process = await asking({ assignee: 'manager', due_in: 4, due_unit: 'hour' }, [person])
    const { id } = await theItem(process)
    await turn(lateJob)
    expect(await theItem(process)).toMatchObject({ status: 'open' })
    world.advance(3.5 * hour)
    await turn(remindJob)
    await turn(remindJob)
    expect(await told('work_item.reminded')).toEqual([boss.id])
    world.advance(hour)
    await turn(lateJob)
    await expect(answer(boss, { id, outcome: 'approve' })).rejects.toMatchObject({ code: 'work_item.is_closed', status: 409 })
    await world.run()
    expect(await tagsOf(person)).toEqual(['timeout'])
  })

  it('moves up where the step says so, or tells, and goes on waiting; each once', async () => {
    const [first = '', second = ''] = await persons(['壬', '癸'], seller.id)
    const moved = await asking({ assignee: 'manager', due_in: 1, due_unit: 'hour', late: 'to_manager' }, [first])
    const kept = await asking({ assignee: 'owner', due_in: 1, due_unit: 'hour', late: 'tell_manager' }, [second])
    world.advance(2 * hour)
    const before = (await told('work_item.late')).length
    await turn(lateJob)
    await turn(lateJob)
    expect(await theItem(moved)).toMatchObject({ owner: head.id, status: 'open' })
    expect(await theItem(kept)).toMatchObject({ owner: seller.id, status: 'open' })
    expect((await told('work_item.late')).slice(before).toSorted()).toEqual([boss.id, boss.id, seller.id].toSorted())
  })
})

describe('an item whose reason is gone', () => {
  it('is closed when its run ended, and follows a person who was merged', async () => {
    const [person = '', twin = '', third = ''] = await persons(['子', '子二', '丑'], seller.id)
    const process = await asking({ assignee: 'manager' }, [third])
    await world.command('journey.end', { id: process })
    await turn(closeJob)
    expect(await theItem(process)).toMatchObject({ status: 'closed' })
    const other = await asking({ assignee: 'manager' }, [twin])
    await world.tenant.system((work) => work.run('identity.merge', { id: person, with: twin }))
    await world.run()
    const { id, subject } = await theItem(other)
    expect(subject).toBe(person)
    await turn(closeJob)
    await answer(boss, { id, outcome: 'approve' })
    await world.run()
    expect(await tagsOf(person)).toEqual(['approve'])
  })

  it('is refused when its record was deleted meanwhile', async () => {
    const [person = ''] = await persons(['寅'], seller.id)
    const process = await asking({ assignee: 'manager' }, [person])
    const { id } = await theItem(process)
    await world.sql('update customer_person set deleted_at = now() where id = $1', [person])
    await expect(answer(boss, { id, outcome: 'approve' })).rejects.toMatchObject({ code: 'work_item.subject_gone', status: 409 })
  })

  it('stays as it was asked when a newer version is published', async () => {
    const [person = ''] = await persons(['卯'], seller.id)
    const process = await asking({ assignee: 'manager' }, [person])
    const draft = await world.tenant.system((work) => work.records.get('marketing.journey', process))
    const graph = JSON.parse(JSON.stringify(draft.graph).replace('给{name}特批？', '换了说法'))
    await world.tenant.system((work) => work.records.update('marketing.journey', process, { graph }))
    await world.command('journey.publish', { id: process })
    const { id } = await theItem(process)
    await answer(boss, { id, outcome: 'approve' })
    await world.run()
    expect(await tagsOf(person)).toEqual(['approve'])
  })
})
