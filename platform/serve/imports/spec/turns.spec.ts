import type { Actor } from '@lianke/kernel'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { testTenant, type TestTenant, tinyShop } from '../../../testing/index.ts'
import { importsModule, type Mapping, moveRun, newImport, runImport, setMapping, undoImport } from '../index.ts'
import { type Turn, turnAmong } from '../run/turn.ts'

const all = { read: 'all', update: 'all', delete: 'all', create: true, import: true } as const
let tenant: TestTenant
let clerk: Actor
let folder: string
let count = 0
beforeAll(async () => {
  tenant = await testTenant({ modules: [...tinyShop, importsModule] })
  clerk = await tenant.staff({ name: '王小明', objects: { '*': all }, rights: ['records.reveal'] })
  folder = await mkdtemp(join(tmpdir(), 'turns-'))
})
afterAll(async () => {
  await tenant.close()
  await rm(folder, { recursive: true })
})
afterEach(() => void vi.useRealTimers())

const mapping: Mapping = {
  columns: [
    { column: 0, field: 'name' },
    { column: 1, field: 'phone' },
  ],
  key: ['phone'],
}
const begun = async (rows: number, of: string): Promise<string> => {
  const path = join(folder, `${count++}.csv`)
  await writeFile(
    path,
    `姓名,手机\n${Array.from({ length: rows }, (_, n) => `客${n},1991${of}${String(n).padStart(6, '0')}`).join('\n')}\n`,
  )
  const { platform, id } = tenant
  const { run } = await newImport(platform, id, clerk, { object: 'customer.person', path, fileName: 'a.csv' })
  await setMapping(platform, id, clerk, run.id, mapping)
  await moveRun(platform, id, clerk, run.id, 'start')
  return run.id
}
const runOf = async (run: string) =>
  (
    await tenant.platform.database.query<Record<string, unknown>>(tenant.id, {
      text: 'select * from import_run where id = $1',
      values: [run],
    })
  )[0]
const short: Turn = { isOver: async () => true }
/** How many turns it takes. */
const turnsOf = async (go: (turn: Turn) => Promise<'ended' | 'gives way'>): Promise<number> => {
  for (let turn = 1; turn < 50; turn++) if ((await go(short)) === 'ended') return turn
  return Number.POSITIVE_INFINITY
}

describe('a large import among other work', () => {
  it('gives way after a block and goes on where it stood: every row is taken once', async () => {
    const run = await begun(6500, '1')
    expect(await turnsOf((turn) => runImport(tenant.platform, tenant.id, run, { turn }))).toBeGreaterThan(2)
    expect(await runOf(run)).toMatchObject({ status: 'done', rows_done: 6500, created: 6500, refused: 0 })
  })
  it('is taken back in turns too, blocks beside each other, all of it', async () => {
    const run = await begun(5500, '2')
    await runImport(tenant.platform, tenant.id, run)
    await moveRun(tenant.platform, tenant.id, clerk, run, 'undo')
    let turns = 0
    const some: Turn = { isOver: async () => ++turns % 4 === 0 }
    while ((await undoImport(tenant.platform, tenant.id, run, some)) === 'gives way');
    expect(await runOf(run)).toMatchObject({ status: 'undone', removed: 5500, kept: 0 })
    const left = await tenant.platform.database.query(tenant.id, {
      text: `select 1 from customer_person where phone like '+8619912%' and deleted_at is null`,
    })
    expect(left).toEqual([])
  })
  it('has some seconds before others are asked, and a turn of its own where nobody waits', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const asked: string[] = []
    let waits = false
    const query = async ({ text }: { text: string }) => {
      asked.push(text)
      return [{ waits }]
    }
    const turn = turnAmong({ database: { home: { query } } } as never)
    expect(await turn.isOver()).toBe(false)
    vi.advanceTimersByTime(4000)
    expect([await turn.isOver(), asked.length]).toEqual([false, 0])
    vi.advanceTimersByTime(1500)
    expect([await turn.isOver(), asked.length]).toEqual([false, 1])
    waits = true
    vi.advanceTimersByTime(500)
    expect(await turn.isOver()).toBe(false)
    vi.advanceTimersByTime(600)
    expect(await turn.isOver()).toBe(true)
  })
  it('asks the queue as it is: a job that is due and not begun ends the turn', async () => {
    const now = vi.spyOn(performance, 'now')
    const at = performance.now()
    const turn = turnAmong(tenant.platform)
    await turn.isOver()
    await tenant.system((work) => work.enqueue('import.run', { run: 'nobody' }, { key: `turn:${tenant.id}` }))
    now.mockReturnValue(at + 60_000)
    expect(await turn.isOver()).toBe(true)
    now.mockRestore()
  })
})
