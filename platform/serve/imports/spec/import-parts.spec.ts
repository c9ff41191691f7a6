import type { Actor } from '@lianke/kernel'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csvLine, exportColumns, exportRows } from '../../exports/index.ts'
import { testTenant, type TestTenant } from '../../../testing/index.ts'
import { tinyTrade } from '../../../testing/tiny-trade.ts'
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
import { typesOf } from '../run/run-record.ts'

const all = { read: 'all', update: 'all', delete: 'all', create: true, import: true, export: true } as const
let tenant: TestTenant
let other: TestTenant
let clerk: Actor
let folder: string
let count = 0
beforeAll(async () => {
  tenant = await testTenant({ modules: [...tinyTrade, importsModule] })
  other = await testTenant({ modules: [...tinyTrade, importsModule] })
  clerk = await tenant.staff({ name: '王小明', objects: { '*': all } })
  folder = await mkdtemp(join(tmpdir(), 'import-parts-'))
})
afterAll(async () => {
  await tenant.close()
  await other.close()
  await rm(folder, { recursive: true })
})

const mapping: Mapping = {
  columns: [
    { column: 0, field: 'remark' },
    { column: 1, field: 'labels' },
    { column: 2, field: 'lines.name' },
    { column: 3, field: 'lines.quantity' },
    { column: 4, field: 'lines.price' },
  ],
  key: ['remark'],
}
const head = '备注,标签,明细 · 名称,明细 · 数量,明细 · 单价\n'
const bring = async (text: string, to = tenant, actor = clerk) => {
  const path = join(folder, `${count++}.csv`)
  await writeFile(path, text)
  return newImport(to.platform, to.id, actor, { object: 'trade.deal', path, fileName: '交易.csv' })
}
const runOf = async (id: string, to = tenant) =>
  (await to.platform.database.query(to.id, { text: 'select * from import_run where id = $1', values: [id] }))[0] as Record<
    string,
    unknown
  >
const take = async (text: string, given: Mapping = mapping, to = tenant, actor = clerk) => {
  const { run } = await bring(text, to, actor)
  await setMapping(to.platform, to.id, actor, run.id, given)
  await moveRun(to.platform, to.id, actor, run.id, 'start')
  await runImport(to.platform, to.id, run.id)
  return runOf(run.id, to)
}
const dealOf = (remark: string, to = tenant) =>
  to.system(async (work) => {
    const { data } = await work.records.list('trade.deal', {
      filter: { field: 'remark', op: 'eq', value: remark },
      fields: ['id'],
    })
    return data[0] ? work.records.get('trade.deal', data[0].id, { parts: true }) : null
  })
const linesOf = async (remark: string, to = tenant) =>
  ((await dealOf(remark, to))?.lines as { name: string; quantity: number; position: number }[] | undefined)?.map(
    ({ position, name, quantity }) => `${position} ${name} ${quantity}`,
  ) ?? null

describe('a file with a row per line', () => {
  const text = `${head}甲,VIP,面霜,2,10
,,精华,1,20
乙,,面膜,3,5
乙,,眼霜,1,8
`
  it('is offered the fields of parts, by the names an export gives them', async () => {
    const { suggested } = await bring(text)
    expect(suggested.columns).toEqual(mapping.columns)
  })

  it('makes one record of the rows of a whole, with whole fields repeated or empty, and counts every row once', async () => {
    const { run } = await bring(text)
    await setMapping(tenant.platform, tenant.id, clerk, run.id, mapping)
    const dry = await dryRunImport(tenant.platform, tenant.id, clerk, run.id)
    expect(dry).toMatchObject({ rows: 4, created: 2, merged: 2, updated: 0, refused: 0 })
    expect(await dealOf('甲')).toBeNull()
    expect(await take(text)).toMatchObject({ status: 'done', rows_done: 4, created: 2, merged: 2, refused: 0 })
    expect(await linesOf('甲')).toEqual(['1 面霜 2', '2 精华 1'])
    expect(await dealOf('甲')).toMatchObject({ total: { amount: '40.00', currency: 'CNY' }, lines_count: 2, labels: ['VIP'] })
    expect(await linesOf('乙')).toEqual(['1 面膜 3', '2 眼霜 1'])
  })

  it('changes nothing when it comes again, and changes or adds lines by their number', async () => {
    expect(await take(text)).toMatchObject({ created: 0, updated: 0, unchanged: 2, merged: 2 })
    expect(await take(`${head}乙,,面膜,4,5\n乙,,眼霜,1,8\n乙,,口红,1,9\n`)).toMatchObject({ updated: 1, merged: 2 })
    expect(await linesOf('乙')).toEqual(['1 面膜 4', '2 眼霜 1', '3 口红 1'])
  })

  it('is taken back: lines that came go, lines that changed are as they were', async () => {
    const run = await take(`${head}甲,VIP,面霜,9,10\n,,精华,1,20\n,,唇膏,1,3\n丙,,面霜,1,10\n`)
    expect(await linesOf('甲')).toEqual(['1 面霜 9', '2 精华 1', '3 唇膏 1'])
    await moveRun(tenant.platform, tenant.id, clerk, String(run.id), 'undo')
    await undoImport(tenant.platform, tenant.id, String(run.id))
    expect(await runOf(String(run.id))).toMatchObject({ status: 'undone', removed: 1, restored: 1, kept: 0 })
    expect(await linesOf('甲')).toEqual(['1 面霜 2', '2 精华 1'])
    expect(await dealOf('丙')).toBeNull()
  })

  it('leaves out a whole of which one row is wrong, with all its rows in the error file', async () => {
    const run = await take(`${head}丁,,面霜,1,10\n丁,,精华,2000,20\n丁,,唇膏,一,3\n戊,,面霜,1001,10\n己,,面霜,1,10\n`)
    expect(run).toMatchObject({ created: 1, merged: 0, refused: 4 })
    expect(await dealOf('丁')).toBeNull()
    const pieces: string[] = []
    for await (const piece of errorFile(tenant.platform, tenant.id, run as never, 'zh-CN')) pieces.push(piece)
    const lines = pieces.join('').trim().split('\r\n')
    expect(lines.slice(1).map((line) => line.split(',').slice(2, 6).join(','))).toEqual([
      '丁,,面霜,1',
      '丁,,精华,2000',
      '丁,,唇膏,一',
      '戊,,面霜,1001',
    ])
    expect(lines[3]).toContain('数量：')
    expect(lines[4]).toContain('数量：')
  })

  it('keeps a whole together across blocks, and adds to one whose rows stand apart', async () => {
    const rows = Array.from({ length: 1400 }, (_, n) => `第${Math.floor(n / 7)}单,,产品${n % 7},1,2`)
    const apart = ['第0单,,后来的,5,2']
    const file = `${head}${[...rows, ...apart].join('\n')}\n`
    expect(await take(file)).toMatchObject({ rows_done: 1401, created: 200, updated: 1, merged: 1200, refused: 0 })
    expect((await linesOf('第142单'))?.length).toBe(7)
    expect((await linesOf('第0单'))?.at(-1)).toBe('8 后来的 5')
    expect(await take(file)).toMatchObject({ created: 0, updated: 0, unchanged: 201, merged: 1200, refused: 0 })
    expect((await linesOf('第0单'))?.length).toBe(8)
  })

  it('numbers its records in the order of the file, though blocks are prepared while others are written', async () => {
    const rows = Array.from({ length: 6000 }, (_, n) => `序${String(Math.floor(n / 2)).padStart(4, '0')},,产品${n % 7},1,2`)
    const run = await take(`${head}${rows.join('\n')}\n`, { ...mapping, migrating: true }, other, { kind: 'system', id: 'test' })
    expect(run).toMatchObject({ status: 'done', rows_done: 6000, created: 3000, merged: 3000, refused: 0 })
    const numbered = await other.platform.database.query<{ remark: string; number: string }>(other.id, {
      text: `select remark, number from trade_deal where remark like '序%' order by remark`,
    })
    const first = Number(numbered[0]?.number.slice(2))
    expect(numbered.map(({ number }) => number)).toEqual(
      Array.from({ length: 3000 }, (_, n) => `D-${String(first + n).padStart(4, '0')}`),
    )
  })

  it('asks by what rows of one record are known, and for fields that lines have', async () => {
    const { run } = await bring(text)
    const { key: _, ...keyless } = mapping
    const refusal = (given: Mapping) =>
      setMapping(tenant.platform, tenant.id, clerk, run.id, given).then(
        () => null,
        (error: { code: string }) => error.code,
      )
    expect(await refusal(keyless)).toBeNull()
    const unsaid = { code: 'import.parts_need_key' }
    await expect(dryRunImport(tenant.platform, tenant.id, clerk, run.id)).rejects.toMatchObject(unsaid)
    await expect(moveRun(tenant.platform, tenant.id, clerk, run.id, 'start')).rejects.toMatchObject(unsaid)
    expect(await refusal({ ...mapping, columns: [...mapping.columns, { column: 5, field: 'lines.colour' }] })).toBe(
      'import.unknown_field',
    )
    expect(await refusal({ ...mapping, columns: [...mapping.columns, { column: 5, field: 'lines.deal' }] })).toBe(
      'import.unknown_field',
    )
  })
})

describe('an object that a command makes', () => {
  const claims = async (given: Partial<Mapping>, actor: Actor) => {
    const path = join(folder, `${count++}.csv`)
    await writeFile(path, '主题,提交者\n漏发,张三\n破损,李四\n')
    const { run } = await newImport(tenant.platform, tenant.id, actor, { object: 'trade.claim', path, fileName: '申诉.csv' })
    const columns = ['subject', 'opened_by'].map((field, column) => ({ column, field }))
    await setMapping(tenant.platform, tenant.id, actor, run.id, { columns, ...given })
    await moveRun(tenant.platform, tenant.id, actor, run.id, 'start')
    await runImport(tenant.platform, tenant.id, run.id)
    const problems = await tenant.platform.database.query<{ row: number; code: string; params: unknown }>(tenant.id, {
      text: 'select row, code, params from import_problem where run = $1 order by row',
      values: [run.id],
    })
    return { run: await runOf(run.id), problems }
  }

  it('is refused row by row with the name of its command, and taken as a migration by who may migrate', async () => {
    const refused = await claims({}, clerk)
    expect(refused.run).toMatchObject({ status: 'done', created: 0, refused: 2 })
    expect(refused.problems.map(({ row, code, params }) => [row, code, params])).toEqual(
      [1, 2].map((row) => [row, 'record.made_by_command', { object: 'trade.claim', command: 'trade.claim_open' }]),
    )
    await expect(claims({ migrating: true }, clerk)).rejects.toMatchObject({ code: 'access.denied' })
    const mover = await tenant.staff({ name: '搬家', objects: { '*': all }, rights: ['records.migrate'] })
    expect((await claims({ migrating: true }, mover)).run).toMatchObject({ status: 'done', created: 2, refused: 0 })
  })
})

describe('an export with lines', () => {
  const exported = async (from: TestTenant) => {
    const [model, access] = [
      await from.platform.model(from.id),
      await from.platform.access(from.id, { kind: 'system', id: 'test' }),
    ]
    const object = model.objects.get('trade.deal')
    if (!object) throw new Error('no deals')
    const types = await typesOf(from.platform, from.id)
    const columns = exportColumns({ model, access }, object, { fields: ['remark', 'labels', 'status'], parts: ['lines'] }, types)
    const work = await from.platform.reading(from.id, { kind: 'system', id: 'test' })
    let text = csvLine(columns.map(({ title }) => title))
    const query = { filter: { field: 'remark', op: 'in', value: ['甲', '乙', '空'] }, sort: ['remark'] } as const
    for await (const rows of exportRows(work, 'trade.deal', query, columns)) text += rows.map(csvLine).join('')
    return text
  }

  it('has only the columns of lines that the reader sees, masked ones covered, and refuses what is closed to him by name', async () => {
    const reader = await tenant.staff({
      name: '看客',
      objects: {
        'trade.deal': all,
        'trade.line': { ...all, fields: { quantity: 'hidden', name: 'masked' } },
      },
    })
    const [model, access] = [await tenant.platform.model(tenant.id), await tenant.platform.access(tenant.id, reader)]
    const object = model.objects.get('trade.deal')
    if (!object) throw new Error('no deals')
    const types = await typesOf(tenant.platform, tenant.id)
    const columns = exportColumns({ model, access }, object, { fields: ['remark'], parts: ['lines'] }, types)
    expect(columns.map(({ name }) => name)).not.toContain('lines.quantity')
    const work = await tenant.platform.reading(tenant.id, reader)
    const query = { filter: { field: 'remark', op: 'eq', value: '甲' } } as const
    const at = columns.findIndex(({ name }) => name === 'lines.name')
    const cells: unknown[] = []
    for await (const rows of exportRows(work, 'trade.deal', query, columns)) cells.push(...rows.map((row) => row[at]))
    expect(cells).toEqual(['面*', '精*'])
    const asked = () => exportColumns({ model, access }, object, { fields: ['lines.quantity'] }, types)
    expect(asked).toThrow(expect.objectContaining({ code: 'field.unknown' }))
  })

  it('has a row for each line and comes back into an empty tenant as it was', async () => {
    await tenant.system((work) => work.records.create('trade.deal', { remark: '空' }))
    const text = await exported(tenant)
    expect(text.trim().split('\r\n')).toHaveLength(1 + 2 + 3 + 1)
    const system: Actor = { kind: 'system', id: 'test' }
    const { suggested } = await bring(text, other, system)
    expect(suggested.columns.map(({ field }) => field)).toContain('lines.quantity')
    const run = await take(text, { ...suggested, key: ['remark'], migrating: true }, other, system)
    expect(run).toMatchObject({ created: 3, merged: 3, refused: 0 })
    expect(await exported(other)).toBe(text)
  })
})
