import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ImportWorld, importWorld } from './import-world.testing.ts'
import { getImport, type Mapping, moveRun, runImport, setMapping } from '../index.ts'

const mapping: Mapping = {
  columns: [
    { column: 0, field: 'name' },
    { column: 1, field: 'phone' },
  ],
}
let world: ImportWorld
beforeAll(async () => {
  world = await importWorld()
})
afterAll(() => world.close())

/** Somebody waits for what another transaction will have done. */
const isWaited = async (): Promise<boolean> =>
  (
    await world.tenant.platform.database.home.query({
      text: `select 1 from pg_stat_activity where wait_event_type = 'Lock' and wait_event = 'transactionid' and query ~* 'customer_person|tiny' limit 1`,
    })
  ).length > 0

describe('a value that somebody takes between the look and the write of a block', () => {
  it('costs its row alone: the others are there, and the run ends as done', async () => {
    const { tenant, clerk, bring } = world
    const { platform, id } = tenant
    const { run } = await bring('姓名,手机\n甲,13800001111\n乙,13800002222\n丙,13800003333\n')
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
