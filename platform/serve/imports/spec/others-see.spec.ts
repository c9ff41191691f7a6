import type { Actor } from '@lianke/kernel'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testTenant, type TestTenant, tinyShop } from '../../../testing/index.ts'
import { importsModule, type Mapping, moveRun, newImport, runImport, setMapping } from '../index.ts'
import { shownRun } from '../routes/shown-run.ts'
import { runOf } from '../run/whose-run.ts'

const all = { read: 'all', update: 'all', delete: 'all', create: true, import: true } as const
let tenant: TestTenant
/** Sees numbers; may bring records as they were. */
let maker: Actor
/** Sees them covered, and no tags; manages the imports of others. */
let overseer: Actor
let folder: string
beforeAll(async () => {
  tenant = await testTenant({ modules: [...tinyShop, importsModule] })
  maker = await tenant.staff({ name: '王小明', objects: { '*': all }, rights: ['records.reveal', 'records.migrate'] })
  overseer = await tenant.staff({
    name: '陈主管',
    objects: { '*': all, 'customer.person': { ...all, fields: { tags: 'hidden' } } },
    rights: ['platform.imports'],
  })
  folder = await mkdtemp(join(tmpdir(), 'others-see-'))
})
afterAll(async () => {
  await tenant.close()
  await rm(folder, { recursive: true })
})

let count = 0
const upload = async (actor: Actor, text: string) => {
  const path = join(folder, `${count++}.csv`)
  await writeFile(path, text)
  return newImport(tenant.platform, tenant.id, actor, { object: 'customer.person', path, fileName: '客户.csv' })
}
const seen = async (actor: Actor, run: string) => {
  const { platform, id } = tenant
  return shownRun({ platform, tenant: id, actor }, await runOf(platform, id, actor, run))
}
const text = '客户,电话,阶段\n甲,13800000001,VIP\n乙,13800000002,Lost\n'
const mapping: Mapping = {
  columns: [
    { column: 1, field: 'phone' },
    { column: 1, field: 'name' },
    { column: 2, field: 'stage', values: { VIP: 'buyer', Lost: 'gone' } },
  ],
  key: ['phone'],
  migrating: true,
  constants: { tags: ['展会'] },
}

describe('what others see of a run', () => {
  it('covers a column that goes to a covered field, though it goes to an open one too, and tells no value of a closed field', async () => {
    const { run } = await upload(maker, text)
    await setMapping(tenant.platform, tenant.id, maker, run.id, mapping)
    const own = await seen(maker, run.id)
    expect(own.columns[1]).toMatchObject({ samples: ['13800000001', '13800000002'], texts: ['13800000001', '13800000002'] })
    expect(own.mapping).toMatchObject({ constants: { tags: ['展会'] } })
    const others = await seen(overseer, run.id)
    expect(JSON.stringify(others)).not.toContain('1380000000')
    expect(JSON.stringify(others)).not.toContain('展会')
    expect(others.columns[2]).toMatchObject({ texts: ['VIP', 'Lost'] })
  })

  it('gives the next one who brings such a file only what he may use of the mapping', async () => {
    const { run } = await upload(maker, text)
    await setMapping(tenant.platform, tenant.id, maker, run.id, mapping)
    const again = await upload(maker, text)
    expect(again).toMatchObject({ remembered: true, suggested: { migrating: true, constants: { tags: ['展会'] } } })
    const other = await upload(overseer, text)
    expect(other.suggested.migrating).toBeUndefined()
    expect(other.suggested.constants).toEqual({})
    expect(other.suggested.columns.map(({ field }) => field)).toEqual(['name', 'stage'])
    await setMapping(tenant.platform, tenant.id, overseer, other.run.id, other.suggested)
  })
})

describe('the same in every row', () => {
  it('fills what the file leaves open, and empties nothing where it was not filled in itself', async () => {
    const { id } = await tenant.system((work) =>
      work.records.create('customer.person', { name: '丙', phone: '13800000003', stage: 'buyer' }),
    )
    const { run } = await upload(maker, '客户,电话\n丙,13800000003\n丁,13800000004\n')
    await setMapping(tenant.platform, tenant.id, maker, run.id, {
      columns: [
        { column: 0, field: 'name' },
        { column: 1, field: 'phone' },
      ],
      key: ['phone'],
      constants: { stage: null, tags: ['展会'] },
    })
    await moveRun(tenant.platform, tenant.id, maker, run.id, 'start')
    await runImport(tenant.platform, tenant.id, run.id)
    const kept = await tenant.system((work) => work.records.get('customer.person', id, { fields: ['stage', 'tags'] }))
    expect(kept).toMatchObject({ stage: 'buyer', tags: ['展会'] })
  })
})

it('tells all words of a column, not those of its first rows alone', async () => {
  const words = Array.from({ length: 12 }, (_, at) => `状态${at}`)
  const { run } = await upload(maker, `客户,说法\n${words.map((word, at) => `人${at},${word}`).join('\n')}\n`)
  expect((await seen(maker, run.id)).columns[1]).toMatchObject({ texts: words })
})
