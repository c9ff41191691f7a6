import { organisationModule } from '@lianke/organisation'
import { refused, scoped, testTenant, type TestTenant } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { customerModule } from '../module.ts'

let tenant: TestTenant
let agent: Awaited<ReturnType<TestTenant['staff']>>
const names = Array.from({ length: 10 }, (_, n) => `标签${n}`)
beforeAll(async () => {
  tenant = await testTenant({ modules: [organisationModule, customerModule] })
  agent = await tenant.staff({ name: '何静', objects: { '*': scoped('all') }, rights: ['customer.tag'] })
  await tenant.system(async (work) => {
    const [plain, level] = (
      await work.records.upsert({ object: 'customer.tag_group', rows: [{ name: '兴趣' }, { name: '等级', exclusive: true }] })
    ).ids
    const levels = Array.from({ length: 250 }, (_, n) => ({ name: `等级${n}`, tag_group: level }))
    await work.records.upsert({ object: 'customer.tag', rows: [...names.map((name) => ({ name, tag_group: plain })), ...levels] })
  })
})
afterAll(() => tenant?.close())

const person = async (values: Record<string, unknown> = {}) =>
  (await tenant.system((work) => work.records.create('customer.person', { name: '小鹿', ...values }))).id
const tagsOf = async (id: string) => (await tenant.system((work) => work.records.get('customer.person', id))).tags
const run = (command: string, input: unknown) => tenant.as(agent, (work) => work.run(command, input))

describe('tags that many put on at once', () => {
  it('all stay, and each is told once', async () => {
    const id = await person({ tags: ['老客'] })
    const answers = await Promise.all(names.map((name) => run('customer.tag_add', { id, tags: [name] })))
    expect(answers).toEqual(names.map(() => ({ changed: 1 })))
    expect([...((await tagsOf(id)) as string[])].sort()).toEqual([...names, '老客'].sort())
    const [told] = await tenant.system((work) =>
      work.sql<{ n: number }>(`select count(*)::int as n from fact where name = 'customer.tags_added' and person = $1`, [id]),
    )
    expect(told?.n).toBe(10)
  })
  it('come and go side by side', async () => {
    const id = await person({ tags: names.slice(0, 5) })
    await Promise.all([
      ...names.slice(0, 5).map((name) => run('customer.tag_remove', { id, tags: [name] })),
      ...names.slice(5).map((name) => run('customer.tag_add', { id, tags: [name] })),
    ])
    expect([...((await tagsOf(id)) as string[])].sort()).toEqual(names.slice(5).sort())
  })
  it('of an exclusive group leave one, however large the group is', async () => {
    const id = await person({ tags: ['等级249'] })
    await Promise.all(Array.from({ length: 6 }, (_, n) => run('customer.tag_add', { id, tags: [`等级${n}`] })))
    expect(await tagsOf(id)).toHaveLength(1)
  })
})

describe('consents', () => {
  const consent = (values: Record<string, unknown>) =>
    tenant.as(agent, (work) => work.records.create('customer.consent', { purpose: 'marketing', ...values }))
  it('for every channel are one word: a second one contradicts and is refused', async () => {
    const id = await person()
    const granted = await consent({ person: id, status: 'granted' })
    for (const channel of [undefined, null, ''])
      expect((await refused(consent({ person: id, status: 'denied', ...(channel === undefined ? {} : { channel }) }))).code).toBe(
        'record.duplicate',
      )
    await consent({ person: id, status: 'denied', channel: 'sms' })
    await consent({ person: id, purpose: 'service', status: 'denied' })
    const denied = await tenant.as(agent, (work) => work.records.update('customer.consent', granted.id, { status: 'denied' }))
    expect(denied).toMatchObject({ scope: '*', decided_at: denied.updated_at })
  })
  it('are one word also in a set that goes on and when two say it at once', async () => {
    const id = await person()
    const set = await tenant.as(agent, (work) =>
      work.records.upsert({
        object: 'customer.consent',
        rows: [
          { person: id, status: 'granted' },
          { person: id, status: 'denied', channel: '' },
        ],
        partial: true,
      }),
    )
    expect(set).toMatchObject({ created: 1, refused: [{ row: 1, code: 'field.duplicate' }] })
    const other = await person()
    const both = await Promise.allSettled([
      consent({ person: other, status: 'granted' }),
      consent({ person: other, status: 'denied' }),
    ])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
  it('do not take a scope of their own', async () => {
    const id = await person()
    expect((await refused(consent({ person: id, status: 'denied', scope: 'x' }))).problems[0]).toMatchObject({
      path: '/scope',
      code: 'field.derived',
    })
  })
})

describe('the upgrade of consents', () => {
  it('keeps the latest word for one thing, of one moment the stricter', async () => {
    const { oneWord } = await import('../migrations/one-word.ts')
    const id = await person()
    await tenant.system(async (work) => {
      const add = (status: string, decided: string | null) =>
        work.sql(
          `insert into customer_consent (id, person, purpose, status, decided_at, created_at, updated_at, version)
          values (gen_random_uuid(), $1, 'marketing', $2, $3, now(), now(), 1)`,
          [id, status, decided],
        )
      await add('granted', '2019-01-01T00:00:00Z')
      await add('granted', '2024-01-01T00:00:00Z')
      await add('denied', '2024-01-01T00:00:00Z')
      await work.sql(oneWord.sql)
    })
    const left = await tenant.system((work) =>
      work.records.list('customer.consent', { filter: { field: 'person', op: 'eq', value: id } }),
    )
    expect(left.data).toMatchObject([{ status: 'denied', scope: '*' }])
  })
})
