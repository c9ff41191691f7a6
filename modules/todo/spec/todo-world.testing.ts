import { type Actor, everything, type JobDefinition, type ObjectRight, surely } from '@lianke/kernel'
import type { PlatformJobWork } from '@lianke/platform/jobs'
import { openSpine, type SpineWorld } from '../../../apps/spec/spine-world.testing.ts'

export let world: SpineWorld
export let boss: Actor
export let seller: Actor
export let other: Actor
export let head: Actor
export let roleId = ''
const own: ObjectRight = { read: 'own', update: 'own', delete: 'own', create: true }
const seen: ObjectRight = { ...own, update: 'none', delete: 'none', create: false }
export const rights = { 'todo.work_item': seen, 'customer.person': own, 'fieldwork.task': own }

/** A company of a head, a boss under them, a seller under that, and somebody of no department. */
export const openTodoWorld = async (): Promise<void> => {
  world = await openSpine()
  const { tenant } = world
  const above = await tenant.department('总部')
  const team = await tenant.department('一组', above)
  head = await tenant.staff({ name: '总监', objects: rights, department: above })
  boss = await tenant.staff({ name: '主管', objects: rights, department: team })
  seller = await tenant.staff({ name: '销售', objects: rights, department: team })
  other = await tenant.staff({ name: '旁人', objects: rights })
  await tenant.system(async (work) => {
    await work.records.update('organisation.department', team, { manager: boss.id })
    await work.records.update('organisation.department', above, { manager: head.id })
    roleId = (await work.records.create('organisation.role', { name: '审批人', objects: { '*': everything }, rights: [] })).id
  })
}

/** One turn of a job, by the clock of the engines. */
export const turn = (job: JobDefinition) => {
  const work: PlatformJobWork = {
    platform: world.platform,
    tenant: world.tenant.id,
    signal: new AbortController().signal,
    transaction: (act) => world.platform.work(world.tenant.id, { kind: 'system', id: 'job' }, act, { now: world.now() }),
    progress: async () => undefined,
  }
  return job.run(work, {})
}
export const persons = async (names: readonly string[], owner: string | null): Promise<string[]> => {
  const { ids } = await world.tenant.system((work) =>
    work.records.upsert({ object: 'customer.person', rows: names.map((name) => ({ name, owner })) }),
  )
  return ids.map((id) => surely(id, 'every row was made'))
}
/** A journey that asks, and tags by the answer; everybody of the list is in it. */
export const asking = async (config: Record<string, unknown>, who: readonly string[]): Promise<string> => {
  const outlets = ['approve', 'reject', 'timeout'].filter((one) => one !== 'timeout' || (config.due_in && !config.late))
  const id = await world.journey({
    trigger: { on: 'manual' },
    graph: {
      entry: 'ask',
      nodes: [
        {
          id: 'ask',
          step: 'user_task',
          config: { title: '给{name}特批？', ...config },
          next: Object.fromEntries(outlets.map((one) => [one, one])),
        },
        ...outlets.map((one) => ({ id: one, step: 'add_tag', config: { tags: [one] }, next: { next: null } })),
      ],
    },
  })
  await world.command('journey.enrol', { id, persons: who })
  await world.run()
  return id
}
interface Item {
  readonly id: string
  readonly owner: string | null
  readonly status: string
  readonly subject: string
  readonly due_at: Date | string | null
}
export const itemsOf = (process: string) =>
  world.sql<Item>(
    `select id, owner, status, subject, due_at from todo_work_item where process = $1 and deleted_at is null order by id`,
    [process],
  )
export const theItem = async (process: string): Promise<Item> => surely((await itemsOf(process))[0], 'there is an item')
export const tagsOf = async (person: string): Promise<unknown> =>
  (await world.sql<{ tags: unknown }>('select tags from customer_person where id = $1', [person]))[0]?.tags
export const answer = (actor: Actor, input: Record<string, unknown>) =>
  world.tenant.as(actor, (work) => work.run('work_item.answer', input))
export const told = async (name: string) =>
  (await world.sql<{ staff: string }>(`select payload ->> 'staff' as staff from fact where name = $1 order by seq`, [name])).map(
    ({ staff }) => staff,
  )
export const hour = 3_600_000
