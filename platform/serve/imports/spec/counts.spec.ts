import type { Actor } from '@lianke/kernel'
import fc from 'fast-check'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testTenant, type TestTenant, tinyShop } from '../../../testing/index.ts'
import { dryRunImport, importsModule, type Mapping, moveRun, newImport, runImport, setMapping, undoImport } from '../index.ts'

const all = { read: 'all', update: 'all', delete: 'all', create: true, import: true } as const
let tenant: TestTenant
let clerk: Actor
let folder: string
let count = 0
beforeAll(async () => {
  tenant = await testTenant({ modules: [...tinyShop, importsModule] })
  clerk = await tenant.staff({ name: '王小明', objects: { '*': all }, rights: ['records.reveal'] })
  folder = await mkdtemp(join(tmpdir(), 'counts-'))
})
afterAll(async () => {
  await tenant.close()
  await rm(folder, { recursive: true })
})

interface Figures {
  readonly status: string
  readonly rows_done: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly refused: number
  readonly blank: number
}
const take = async (text: string | Buffer, mapping: Mapping, object = 'customer.person') => {
  const path = join(folder, `${count++}.csv`)
  await writeFile(path, text)
  const { platform, id } = tenant
  const { run } = await newImport(platform, id, clerk, { object, path, fileName: '客户.csv' })
  await setMapping(platform, id, clerk, run.id, mapping)
  const tried = await dryRunImport(platform, id, clerk, run.id)
  await moveRun(platform, id, clerk, run.id, 'start')
  await runImport(platform, id, run.id)
  const [done] = await platform.database.query<Figures>(id, { text: 'select * from import_run where id = $1', values: [run.id] })
  if (!done) throw new Error('there is the run')
  return { run: run.id, done, tried }
}
const names = async (where = 'true') =>
  (
    await tenant.platform.database.query<{ name: string }>(tenant.id, {
      text: `select name from customer_person where deleted_at is null and (${where}) order by name`,
    })
  ).map(({ name }) => name)
const people: Mapping = {
  columns: [
    { column: 0, field: 'name' },
    { column: 1, field: 'phone' },
    { column: 2, field: 'stage' },
  ],
  key: ['phone'],
}

describe('the figures of an import', () => {
  it('count every row once, where lines end in several ways too', async () => {
    const { done } = await take(
      '姓名,手机,阶段\r\n张一,19911000001,新客\r\n张二,19911000002,新客\n张三,19911000003,新客\n',
      people,
    )
    expect(done).toMatchObject({ rows_done: 3, created: 3, refused: 0 })
    expect(await names(`phone like '+8619911%'`)).toEqual(['张一', '张三', '张二'])
  })

  it('tell of a row that follows a refused one of the same record what became of it, in the trial as well', async () => {
    const text = '姓名,手机,阶段\n一,19912000001,没有这个\n二,19912000001,新客\n三,19912000001,新客\n三,19912000001,新客\n'
    const { done, tried } = await take(text, people)
    const figures = { created: 1, updated: 1, unchanged: 1, refused: 1 }
    expect(done).toMatchObject(figures)
    expect(tried).toMatchObject(figures)
    expect(await names(`phone = '+8619912000001'`)).toEqual(['三'])
  })

  it('tell nothing of what was written nowhere: where all rows of a record are refused, all are', async () => {
    await tenant.system((work) => work.records.create('customer.person', { name: '本来的', phone: '19913000009' }))
    const rows = Array.from({ length: 5 }, (_, n) => `第${n},19913000001,没有`).join('\n')
    const { done, tried } = await take(`姓名,手机,阶段\n${rows}\n`, people)
    expect(done).toMatchObject({ created: 0, updated: 0, unchanged: 0, refused: 5 })
    expect(tried).toMatchObject({ created: 0, updated: 0, refused: 5 })
    expect(await names(`phone = '+8619913000001'`)).toEqual([])
  })

  it('are the same in the trial where a record stands in several blocks, and nothing is left of the trial', async () => {
    const rows = Array.from({ length: 2500 }, (_, n) => `块${n},199140${String(n % 1500).padStart(5, '0')},新客`).join('\n')
    const { done, tried } = await take(`姓名,手机,阶段\n${rows}\n`, people)
    expect(tried).toMatchObject({ rows: 2500, created: 1500, updated: 1000, refused: 0, complete: true })
    expect(done).toMatchObject({ rows_done: 2500, created: 1500, updated: 1000, refused: 0 })
  })

  it('are what the database holds, whatever the rows', async () => {
    const stage = fc.constantFrom('新客', '已购', '没有', '')
    const row = fc.tuple(fc.constantFrom('甲', '乙', '丙', ''), fc.integer({ min: 0, max: 4 }), stage, fc.boolean())
    let turn = 0
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
        const of = String(turn++).padStart(4, '0')
        const before = (await names(`phone like '+86199150${of}%'`)).length
        const lines = rows.map(([name, phone, said, wide]) => `${name},199150${of}${phone},${said}${wide ? ',多的' : ''}`)
        const { done, tried } = await take(`姓名,手机,阶段\n${lines.join('\n')}\n`, people)
        const { rows_done, created, updated, unchanged, refused, blank } = done
        expect(created + updated + unchanged + refused + blank).toBe(rows_done)
        expect(rows_done).toBe(rows.length)
        expect((await names(`phone like '+86199150${of}%'`)).length - before).toBe(created)
        expect(tried).toMatchObject({ created, updated, unchanged, refused, blank })
      }),
      { numRuns: 15 },
    )
  })
})

describe('keys and names of records', () => {
  it('are compared as their fields keep them', async () => {
    await take('姓名,手机,阶段\n买家,19916000001,新客\n', people)
    const { done } = await take(
      '单号,客户,金额\nO1,199 1600 0001,1\nO2,+8619916000001,2\nO3,８６19916000001,3\n',
      {
        source: 'shop',
        columns: [
          { column: 0, field: 'source_id' },
          { column: 1, field: 'person', by: 'phone' },
          { column: 2, field: 'amount' },
        ],
      },
      'shop.order',
    )
    expect(done).toMatchObject({ created: 3, refused: 0 })
  })
})

describe('an import with a record that stands further up or down in its own file', () => {
  const tree: Mapping = {
    columns: [
      { column: 0, field: 'name' },
      { column: 1, field: 'parent' },
    ],
    key: ['name'],
  }
  it('finds it, whichever comes first, and is taken back as a whole', async () => {
    const text = '名称,上级\n杭州组,浙江部\n浙江部,华东\n华东,\n孤儿,没有的\n'
    const { run, done, tried } = await take(text, tree, 'organisation.department')
    expect(tried).toMatchObject({ created: 3, refused: 1, problems: [{ row: 4, code: 'import.name_unknown' }] })
    expect(done).toMatchObject({ status: 'done', created: 3, refused: 1 })
    const rows = await tenant.platform.database.query<{ name: string; above: string | null }>(tenant.id, {
      text: 'select d.name, p.name as above from organisation_department d left join organisation_department p on p.id = d.parent where d.deleted_at is null order by d.name',
    })
    expect(rows).toEqual(
      expect.arrayContaining([
        { name: '杭州组', above: '浙江部' },
        { name: '浙江部', above: '华东' },
        { name: '华东', above: null },
      ]),
    )
    await moveRun(tenant.platform, tenant.id, clerk, run, 'undo')
    await undoImport(tenant.platform, tenant.id, run)
    const [undone] = await tenant.platform.database.query<Record<string, unknown>>(tenant.id, {
      text: 'select * from import_run where id = $1',
      values: [run],
    })
    expect(undone).toMatchObject({ status: 'undone', removed: 3 })
  })
})

/** Of `proposed-key.rule.ts`. */
describe('the key that is proposed', () => {
  const proposed = async (header: string, row: string, actor = clerk) => {
    const path = join(folder, `${count++}.csv`)
    await writeFile(path, `${header}\n${row}\n`)
    const { suggested } = await newImport(tenant.platform, tenant.id, actor, {
      object: 'customer.person',
      path,
      fileName: 'a.csv',
    })
    return suggested.key
  }
  it('is our own id, the id in the source, or what somebody is reached by; never what is masked, never ids that are not ours', async () => {
    const person = await tenant.system((work) => work.records.create('customer.person', { name: '有编号的' }))
    expect(await proposed('ID,姓名,手机', `${person.id},甲,19917000001`)).toEqual(['id'])
    expect(await proposed('ID,姓名,手机', '0190a0b0-0000-7000-8000-000000000001,甲,19917000001')).toEqual(['source_id'])
    expect(await proposed('客户编号,姓名,手机', 'C-1,甲,19917000001')).toEqual(['phone'])
    expect(await proposed('姓名,手机', '甲,19917000001')).toEqual(['phone'])
    expect(await proposed('姓名,城市', '甲,杭州')).toBeUndefined()
    const guest = await tenant.staff({ name: '小李', objects: { '*': all } })
    expect(await proposed('姓名,手机', '甲,19917000001', guest)).toBeUndefined()
    expect(await proposed('客户编号,姓名,手机', 'C-1,甲,19917000001', guest)).toEqual(['source_id'])
  })
})
