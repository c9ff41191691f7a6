import type { PlatformJobWork } from '@lianke/platform/jobs'
import { type TestTenant, testTenant } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../../../apps/definitions.ts'
import { remindJob } from '../jobs/remind.job.ts'

let tenant: TestTenant
let owner: string
beforeAll(async () => {
  tenant = await testTenant({ modules: definitions })
  owner = (await tenant.staff({ name: '小顾' })).id
})
afterAll(() => tenant.close())

const remind = () => {
  const job: PlatformJobWork = {
    platform: tenant.platform,
    tenant: tenant.id,
    signal: new AbortController().signal,
    transaction: (act) => tenant.platform.work(tenant.id, { kind: 'system', id: 'job' }, act),
    progress: async () => undefined,
  }
  return remindJob.run(job, {})
}
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const add = (rows: readonly Record<string, unknown>[]) =>
  tenant.system((work) => work.records.upsert({ object: 'fieldwork.task', rows: rows.map((row) => ({ owner, ...row })) }))
const told = async () =>
  (
    await tenant.platform.database.query<{ subject: string }>(tenant.id, {
      text: `select payload ->> 'subject' as subject from fact where name = 'task.reminded' order by seq`,
    })
  ).map(({ subject }) => subject)

describe('a task with a time to remind', () => {
  it('is told once when its time has come, however late, and not when it is done or to come', async () => {
    await add([
      { subject: '回电', remind_at: ago(1) },
      { subject: '停机时错过的', remind_at: ago(3000) },
      { subject: '还没到', remind_at: ago(-60) },
      { subject: '没有提醒' },
    ])
    const { ids } = await add([{ subject: '做完了', remind_at: ago(5) }])
    await tenant.system((work) => work.run('task.complete', { id: ids[0] }))
    await remind()
    await remind()
    expect((await told()).toSorted()).toEqual(['停机时错过的', '回电'].toSorted())
  })

  it('reminds again when it is given a new time', async () => {
    const { ids } = await add([{ subject: '再次', remind_at: ago(2) }])
    const id = ids[0] ?? ''
    await remind()
    const row = await tenant.system((work) => work.records.get('fieldwork.task', id))
    expect(row).toMatchObject({ remind_at: null, reminded: true })
    await tenant.system((work) => work.records.update('fieldwork.task', id, { remind_at: ago(0) }))
    await remind()
    expect((await told()).filter((subject) => subject === '再次')).toHaveLength(2)
  })

  it('is told in sets, and whose turn ended between two sets is told by the next', async () => {
    await add(Array.from({ length: 1200 }, (_, n) => ({ subject: `批 ${n}`, remind_at: ago(1) })))
    await remind()
    expect((await told()).filter((subject) => subject.startsWith('批'))).toHaveLength(1200)
  })

  it('is given one before it is due, in the working time of whoever has it, unless somebody says when', async () => {
    const due = new Date(Date.now() + 5 * 3_600_000).toISOString()
    const said = ago(-30)
    const { ids } = await add([
      { subject: '到期', due_at: due },
      { subject: '自定', due_at: due, remind_at: said },
      { subject: '不提醒', due_at: due, remind_at: null },
      { subject: '来不及', due_at: ago(-30) },
      { subject: '过去', due_at: ago(600) },
    ])
    const rows = await tenant.system((work) => work.records.find('fieldwork.task', ids.map(String), { fields: ['remind_at'] }))
    const before = new Date(Date.parse(due) - 3_600_000).toISOString()
    expect(ids.map((id) => rows.get(String(id))?.remind_at)).toEqual([before, said, null, null, null])
    const later = new Date(Date.parse(due) + 3_600_000).toISOString()
    expect(await tenant.system((work) => work.records.update('fieldwork.task', String(ids[0]), { due_at: later }))).toMatchObject(
      { remind_at: due },
    )
  })

  it('cannot be said to have reminded by hand', async () => {
    const actor = await tenant.staff({
      name: '甲',
      objects: { 'fieldwork.task': { read: 'all', update: 'all', delete: 'all', create: true } },
    })
    await expect(
      tenant.as(actor, (work) => work.records.create('fieldwork.task', { subject: 'x', reminded: true })),
    ).rejects.toMatchObject({ problems: [{ path: '/reminded' }] })
  })
})
