import type { Actor } from '@lianke/kernel'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testTenant, type TestTenant, tinyShop } from '../../../testing/index.ts'
import { getImport, importsModule, type Mapping, moveRun, newImport, runImport, setMapping } from '../index.ts'

const all = { read: 'all', update: 'all', delete: 'all', create: true, import: true } as const
const mapping: Mapping = {
  columns: [
    { column: 0, field: 'name' },
    { column: 1, field: 'phone' },
  ],
}
let tenant: TestTenant
let clerk: Actor
let folder: string
beforeAll(async () => {
  tenant = await testTenant({ modules: [...tinyShop, importsModule] })
  clerk = await tenant.staff({ name: '王小明', objects: { '*': all }, rights: ['records.reveal'] })
  folder = await mkdtemp(join(tmpdir(), 'meanwhile-'))
})
afterAll(async () => {
  await tenant.close()
  await rm(folder, { recursive: true })
})

/** Somebody waits for what another transaction will have done. */
const isWaited = async (): Promise<boolean> =>
  (
    await tenant.platform.database.home.query({
      text: `select 1 from pg_stat_activity where wait_event_type = 'Lock' and wait_event = 'transactionid' and query ~* 'customer_person|tiny' limit 1`,
    })
  ).length > 0

describe('a value that somebody takes between the look and the write of a block', () => {
  it('costs its row alone: the others are there, and the run ends as done', async () => {
    const { platform, id } = tenant
    const path = join(folder, 'people.csv')
    await writeFile(path, '姓名,手机\n甲,13800001111\n乙,13800002222\n丙,13800003333\n')
    const { run } = await newImport(platform, id, clerk, { object: 'customer.person', path, fileName: '客户.csv' })
    await setMapping(platform, id, clerk, run.id, mapping)
    await moveRun(platform, id, clerk, run.id, 'start')
    let running: Promise<unknown> = Promise.resolve()
    await tenant.system(async (work) => {
      await work.records.create('customer.person', { name: '先到的', phone: '13800002222' })
      await work.sql('select 1') // what was written has gone to the server
      running = runImport(platform, id, run.id)
      // The look does not see what is not committed yet; the write waits for it.
      await expect.poll(isWaited).toBe(true)
    })
    await running
    expect(await getImport(platform, id, run.id)).toMatchObject({
      status: 'done',
      rows_done: 3,
      created: 2,
      refused: 1,
      problem: null,
    })
    const problems = await platform.database.query(id, {
      text: 'select row, path, code from import_problem where run = $1',
      values: [run.id],
    })
    expect(problems).toMatchObject([{ path: '/phone', code: 'field.duplicate' }])
    const names = await tenant.system((work) =>
      work.records.list('customer.person', {
        fields: ['name'],
        sort: ['name'],
        filter: { field: 'name', op: 'in', value: ['甲', '乙', '丙', '先到的'] },
      }),
    )
    expect(names.data.map(({ name }) => name).sort()).toEqual(['丙', '先到的', '甲'].sort())
  })
})
