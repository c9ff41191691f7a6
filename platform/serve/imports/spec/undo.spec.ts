import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Mapping, moveRun, undoImport } from '../index.ts'
import { type ImportWorld, importWorld } from './import-world.testing.ts'

let world: ImportWorld
beforeAll(async () => {
  world = await importWorld()
})
afterAll(() => world?.close())

const mapping: Mapping = {
  columns: [
    { column: 0, field: 'name' },
    { column: 1, field: 'phone' },
  ],
  key: ['phone'],
}
const phone = (of: number, n: number) => `1993${of}${String(n).padStart(6, '0')}`
const fileOf = (rows: readonly (readonly [string, string])[]) => `姓名,手机\n${rows.map((row) => row.join(',')).join('\n')}\n`
const many = (of: number, name: string, count: number) =>
  Array.from({ length: count }, (_, n): [string, string] => [`${name}${n}`, phone(of, n)])
const back = async (run: string) => {
  const { platform, id } = world.tenant
  await moveRun(platform, id, world.clerk, run, 'undo')
  await undoImport(platform, id, run)
  const [row] = await world.tenant.platform.database.query<Record<string, unknown>>(id, {
    text: 'select status, removed, restored, kept from import_run where id = $1',
    values: [run],
  })
  return row
}
const names = async (of: number) =>
  (
    await world.tenant.platform.database.query<{ name: string }>(world.tenant.id, {
      text: `select name from customer_person where phone like $1 and deleted_at is null order by phone`,
      values: [`+861993${of}%`],
    })
  ).map(({ name }) => name)

describe('an import that is taken back', () => {
  it('gives everybody the values from before it, also whom two of its blocks changed', async () => {
    const before = many(1, '原', 2300)
    await world.take(fileOf(before), mapping)
    const again: [string, string][] = [...many(1, '新', 2300), ['更新', phone(1, 3)]]
    const { done } = await world.take(fileOf(again), mapping)
    expect(done).toMatchObject({ created: 0, updated: 2301 })
    expect((await names(1))[3]).toBe('更新')
    expect(await back(done.id)).toMatchObject({ status: 'undone', restored: 2301, kept: 0 })
    expect(await names(1)).toEqual(before.map(([name]) => name))
  }, 60_000)

  it('takes blocks that changed different records back beside each other, and keeps what a person has changed since', async () => {
    const before = many(2, '原', 2300)
    await world.take(fileOf(before), mapping)
    const { done } = await world.take(fileOf(many(2, '新', 2300)), mapping)
    const [, found] = await world.tenant.platform.database.query<{ id: string }>(world.tenant.id, {
      text: `select id from customer_person where name in ('新1200', '新7') order by name`,
    })
    await world.tenant.as(world.clerk, (work) => work.records.update('customer.person', found?.id ?? '', { city: '上海' }))
    expect(await back(done.id)).toMatchObject({ status: 'undone', restored: 2299, kept: 1 })
    expect((await names(2)).filter((name) => name.startsWith('新'))).toEqual(['新7'])
  }, 60_000)

  it('takes back whom a program has moved since, and leaves whom a person has deleted', async () => {
    const { done } = await world.take(fileOf(many(3, '客', 30)), mapping)
    const { tenant, clerk } = world
    const ids = (
      await tenant.platform.database.query<{ id: string }>(tenant.id, {
        text: `select id from customer_person where phone like '+8619933%' order by phone`,
      })
    ).map(({ id }) => id)
    await tenant.system((work) => work.records.update('customer.person', ids[0] ?? '', { city: '杭州' }))
    await tenant.as(clerk, (work) => work.records.remove('customer.person', ids.slice(1, 2)))
    expect(await back(done.id)).toMatchObject({ status: 'undone', removed: 29, kept: 1 })
    expect(await names(3)).toEqual([])
  })

  it('goes on after a crash in the middle: what was taken back is not taken back again', async () => {
    const { done } = await world.take(fileOf(many(4, '客', 3500)), mapping)
    const { platform, id } = world.tenant
    await moveRun(platform, id, world.clerk, done.id, 'undo')
    let looks = 0
    const crash = { isOver: async () => (++looks > 2 ? Promise.reject(new Error('the process is killed')) : false) }
    await expect(undoImport(platform, id, done.id, crash)).rejects.toThrow('killed')
    expect((await names(4)).length).toBeLessThan(3500)
    expect((await names(4)).length).toBeGreaterThan(0)
    await undoImport(platform, id, done.id)
    const [row] = await platform.database.query<Record<string, unknown>>(id, {
      text: 'select status, removed, kept from import_run where id = $1',
      values: [done.id],
    })
    expect(row).toMatchObject({ status: 'undone', removed: 3500, kept: 0 })
    expect(await names(4)).toEqual([])
  }, 60_000)
})
