import type { Actor } from '@lianke/kernel'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testTenant, type TestTenant, tinyShop } from '../../../testing/index.ts'
import {
  dryRunImport,
  errorFile,
  importsModule,
  type Mapping,
  moveRun,
  newImport,
  runImport,
  setMapping,
  undoImport,
} from '../index.ts'

const all = { read: 'all', update: 'all', delete: 'all', create: true, import: true } as const
let tenant: TestTenant
let clerk: Actor
let folder: string
let count = 0

beforeAll(async () => {
  tenant = await testTenant({ modules: [...tinyShop, importsModule] })
  clerk = await tenant.staff({ name: '王小明', objects: { '*': all }, rights: ['records.reveal'] })
  folder = await mkdtemp(join(tmpdir(), 'run-import-'))
})
afterAll(async () => {
  await tenant.close()
  await rm(folder, { recursive: true })
})

const bring = async (text: string, object = 'customer.person', actor = clerk) => {
  const path = join(folder, `${count++}.csv`)
  await writeFile(path, text)
  return newImport(tenant.platform, tenant.id, actor, { object, path, fileName: '客户.csv' })
}
const runOf = async (id: string) =>
  (
    await tenant.platform.database.query(tenant.id, { text: 'select * from import_run where id = $1', values: [id] })
  )[0] as Record<string, unknown>
const begin = async (id: string, mapping: Mapping) => {
  await setMapping(tenant.platform, tenant.id, clerk, id, mapping)
  await moveRun(tenant.platform, tenant.id, clerk, id, 'start')
}
const whole = async (text: string, mapping: Mapping, object?: string) => {
  const { run } = await bring(text, object)
  await begin(run.id, mapping)
  await runImport(tenant.platform, tenant.id, run.id)
  return runOf(run.id)
}
const persons = (where = 'true') =>
  tenant.platform.database.query<{
    name: string
    phone: string
    stage: string
    city: string
    owner: string
    created_at: string
    version: number
  }>(tenant.id, {
    text: `select * from customer_person where deleted_at is null and (${where}) order by name`,
  })
const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => 'nothing was refused',
    (error: { code: string }) => error.code,
  )
const mapping: Mapping = {
  columns: [
    { column: 0, field: 'name' },
    { column: 1, field: 'phone' },
    { column: 2, field: 'stage' },
    { column: 3, field: 'owner' },
    { column: 4, field: 'created_at' },
  ],
  key: ['phone'],
}

describe('an import', () => {
  const text = `姓名,手机,阶段,负责人,创建时间
张三,199 0000 1001,新客,王小明,2024/3/5 10:00
李四,19900001002,已购,王小明,2024-03-06
王五,12,新客,王小明,2024-03-06
赵六,19900001004,贵宾,没有此人,2024-03-06

张三丰,19900001001,已购,王小明,2024-03-05 10:00
`
  it('suggests where columns go, from labels, and remembers what was chosen', async () => {
    const first = await bring(text)
    expect(first.suggested.columns).toEqual([
      { column: 0, field: 'name' },
      { column: 1, field: 'phone' },
      { column: 2, field: 'stage' },
      { column: 3, field: 'owner' },
      { column: 4, field: 'created_at' },
    ])
    expect(first.remembered).toBe(false)
    await setMapping(tenant.platform, tenant.id, clerk, first.run.id, mapping)
    const second = await bring(text)
    expect(second).toMatchObject({ remembered: true, suggested: mapping })
  })

  it('tries without writing, then takes the good rows with their owner and date, and gives the bad ones back with reasons', async () => {
    const { run } = await bring(text)
    await setMapping(tenant.platform, tenant.id, clerk, run.id, mapping)
    const dry = await dryRunImport(tenant.platform, tenant.id, clerk, run.id)
    expect(dry).toMatchObject({ rows: 6, refused: 2, blank: 1, complete: true })
    expect(dry.problems.map((problem) => [problem.row, problem.code])).toEqual([
      [3, 'field.phone_invalid'],
      [4, 'field.not_an_option'],
      [4, 'import.name_unknown'],
    ])
    expect(await persons()).toEqual([])

    await begin(run.id, mapping)
    await runImport(tenant.platform, tenant.id, run.id)
    expect(await runOf(run.id)).toMatchObject({ status: 'done', rows_done: 6, created: 2, updated: 1, refused: 2, blank: 1 })
    const made = await persons()
    expect(made.map((person) => [person.name, person.phone, person.stage])).toEqual([
      ['张三丰', '+8619900001001', 'buyer'],
      ['李四', '+8619900001002', 'buyer'],
    ])
    expect(made[0]?.owner).toBe(clerk.id)
    expect(new Date(made[0]?.created_at ?? 0).toISOString()).toBe('2024-03-05T02:00:00.000Z')

    let file = ''
    for await (const line of errorFile(tenant.platform, tenant.id, { ...run, mapping }, 'zh-CN')) file += line
    const lines = file.trim().split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[1]).toMatch(/^4,手机：.*王五/)
    expect(lines[2]).toMatch(/^5,.*找不到“没有此人”.*赵六/)
  })

  it('changes nothing the second time', async () => {
    const before = await persons()
    expect(await whole(text.replace(/^张三,.*\n/m, ''), mapping)).toMatchObject({ created: 0, updated: 0, unchanged: 2 })
    expect((await persons()).map((person) => person.version)).toEqual(before.map((person) => person.version))
  })

  it('goes on after it was killed between blocks, and doubles nothing', async () => {
    const many = `姓名,手机,阶段,负责人,创建时间\n${Array.from({ length: 4500 }, (_, index) => `客户${index},1990002${String(index).padStart(4, '0')},新客,,`).join('\n')}\n`
    const { run } = await bring(many)
    await begin(run.id, mapping)
    const killed = new AbortController()
    let blocks = 0
    const progress = async () => {
      if (++blocks === 2) killed.abort(new Error('killed'))
    }
    await expect(runImport(tenant.platform, tenant.id, run.id, { signal: killed.signal, progress })).rejects.toThrow('killed')
    // What was being written beside the second block came to its end.
    const left = await runOf(run.id)
    expect(left.status).toBe('running')
    expect([2000, 3000]).toContain(left.rows_done)
    await Promise.all([runImport(tenant.platform, tenant.id, run.id), runImport(tenant.platform, tenant.id, run.id)])
    expect(await runOf(run.id)).toMatchObject({ status: 'done', rows_done: 4500, created: 4500, updated: 0, unchanged: 0 })
    expect(await persons(`phone like '+861990002%'`)).toHaveLength(4500)
  })

  it('writes a record that stands in several blocks once, as the last of its rows says', async () => {
    const line = (index: number) => `块${index},1990009${String(index % 1500).padStart(4, '0')}`
    const text = `姓名,手机\n${Array.from({ length: 6000 }, (_, index) => line(index)).join('\n')}\n`
    expect(await whole(text, { columns: mapping.columns.slice(0, 2), key: ['phone'] })).toMatchObject({
      status: 'done',
      created: 1500,
      updated: 4500,
      refused: 0,
    })
    const written = await persons(`phone like '+861990009%'`)
    expect(written.map(({ name }) => name).sort()).toEqual(Array.from({ length: 1500 }, (_, index) => `块${4500 + index}`).sort())
  })

  it('stops when asked and keeps what is in', async () => {
    const many = `姓名,手机\n${Array.from({ length: 3000 }, (_, index) => `停${index},1990003${String(index).padStart(4, '0')}`).join('\n')}\n`
    const { run } = await bring(many)
    await begin(run.id, { columns: mapping.columns.slice(0, 2), key: ['phone'] })
    let blocks = 0
    await runImport(tenant.platform, tenant.id, run.id, {
      progress: async () => {
        if (++blocks === 1) await moveRun(tenant.platform, tenant.id, clerk, run.id, 'cancel')
      },
    })
    const stopped = await runOf(run.id)
    expect(stopped.status).toBe('cancelled')
    expect([1000, 2000]).toContain(stopped.created)
    expect(await persons(`phone like '+861990003%'`)).toHaveLength(Number(stopped.created))
  })

  it('is taken back: what it made goes, what it changed is as before, what people changed since stays', async () => {
    const [kept] = await persons(`name = '张三丰'`)
    const run = await whole('姓名,手机,城市\n张三丰,19900001001,杭州\n新一,19900004001,杭州\n新二,19900004002,杭州\n', {
      columns: [
        { column: 0, field: 'name' },
        { column: 1, field: 'phone' },
        { column: 2, field: 'city' },
      ],
      key: ['phone'],
    })
    expect(run).toMatchObject({ created: 2, updated: 1 })
    const second = (await persons(`name = '新二'`))[0] as unknown as { id: string }
    await tenant.as(clerk, (work) => work.records.update('customer.person', second.id, { city: '上海' }))
    await moveRun(tenant.platform, tenant.id, clerk, String(run.id), 'undo')
    await undoImport(tenant.platform, tenant.id, String(run.id))
    expect(await runOf(String(run.id))).toMatchObject({ status: 'undone', removed: 1, restored: 1, kept: 1 })
    expect(await persons(`city = '杭州' or name in ('新一', '新二')`)).toMatchObject([{ name: '新二', city: '上海' }])
    expect((await persons(`name = '张三丰'`))[0]).toMatchObject({ city: null, phone: kept?.phone })
  })

  it('resolves references by source id and keeps the source: the same file again changes nothing', async () => {
    const people = '编号,姓名\nP-1,甲\nP-2,乙\n'
    const orders = '单号,客户,金额\nO-1,P-1,12.50\nO-2,P-2,￥1,200\nO-3,P-9,3\n'.replace('￥1,200', '"￥1,200"')
    const people_map: Mapping = {
      source: 'old',
      columns: [
        { column: 0, field: 'source_id' },
        { column: 1, field: 'name' },
      ],
    }
    const order_map: Mapping = {
      source: 'old',
      columns: [
        { column: 0, field: 'source_id' },
        { column: 1, field: 'person', by: 'source' },
        { column: 2, field: 'amount' },
      ],
    }
    expect(await whole(people, people_map)).toMatchObject({ created: 2 })
    expect(await whole(orders, order_map, 'shop.order')).toMatchObject({ created: 2, refused: 1 })
    expect(await whole(people, people_map)).toMatchObject({ created: 0, unchanged: 2 })
    expect(await whole(orders, order_map, 'shop.order')).toMatchObject({ created: 0, unchanged: 2, refused: 1 })
    const sums = await tenant.platform.database.query(tenant.id, {
      text: `select p.name, o.amount::text from shop_order o join customer_person p on p.id = o.person order by 1 desc`,
    })
    expect(sums.map((row) => Number(row.amount))).toEqual([12.5, 1200])
  })

  it('refuses who may not, unknown fields, two columns for one field, a start without a mapping', async () => {
    const guest = await tenant.staff({ name: '访客', objects: { '*': { ...all, import: false } } })
    expect(await refusal(bring('姓名\n甲\n', 'customer.person', guest))).toBe('access.denied')
    const { run } = await bring('姓名,手机\n甲,19900009999\n')
    expect(await refusal(moveRun(tenant.platform, tenant.id, clerk, run.id, 'start'))).toBe('import.no_mapping')
    expect(
      await refusal(setMapping(tenant.platform, tenant.id, clerk, run.id, { columns: [{ column: 0, field: 'nonsense' }] })),
    ).toBe('import.unknown_field')
    expect(
      await refusal(
        setMapping(tenant.platform, tenant.id, clerk, run.id, {
          columns: [
            { column: 0, field: 'stage' },
            { column: 1, field: 'stage' },
          ],
        }),
      ),
    ).toBe('import.field_twice')
  })

  it('ends with the reason when the file breaks in the middle', async () => {
    expect(await refusal(bring('姓名,手机\n"坏,1990\n'))).toBe('import.quote_not_closed')
    const { run } = await bring(`姓名,手机\n${'好,19900008888\n'.repeat(20_000)}"坏,1990\n`)
    await begin(run.id, { columns: mapping.columns.slice(0, 2), key: ['phone'] })
    await runImport(tenant.platform, tenant.id, run.id)
    expect(await runOf(run.id)).toMatchObject({ status: 'failed', created: 1, problem: { code: 'import.quote_not_closed' } })
  })
})
