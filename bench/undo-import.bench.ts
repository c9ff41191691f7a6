import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor } from '@lianke/kernel'
import type { Platform } from '@lianke/platform'
import { getImport, moveRun, runImport, undoImport } from '@lianke/platform/imports'
import { type BenchContext, defineBench, type Figure } from './bench.ts'
import { installBench, openBench } from './data.ts'
import { importOfPeople } from './people-file.ts'
import { watchProcessor } from './process-tree.ts'
import { freshTenant } from './tenant.ts'

const system = { kind: 'system', id: 'bench' } as const
const rowsMax = 600_000
const secondsMax = 60

interface World {
  readonly context: BenchContext
  readonly platform: Platform
  readonly tenant: string
  readonly manager: Actor
  readonly rows: number
}

/** Somebody who may do all of it: what is taken back is asked of his rights. */
const managerOf = (platform: Platform, tenant: string): Promise<Actor> =>
  platform.work(tenant, system, async (work) => {
    const all = { read: 'all', update: 'all', delete: 'all', create: true, import: true } as const
    const role = await work.records.create('organisation.role', {
      name: '经理',
      objects: { '*': all },
      rights: ['platform.imports', 'records.reveal'],
    })
    const staff = await work.records.create('organisation.staff', { name: '王经理', roles: [role.id] })
    return { kind: 'user', id: staff.id, name: '王经理' }
  })

/** People go on working with what was imported: one in a thousand has been changed and stays. */
const changeSome = async ({ platform, tenant, manager }: World): Promise<number> => {
  const found = await platform.database.query<{ id: string }>(tenant, {
    text: `select id from customer_person where right(phone, 3) = '001' and deleted_at is null order by id`,
  })
  const { refused } = await platform.work(tenant, manager, (work) =>
    work.records.upsert({
      object: 'customer.person',
      rows: found.map(({ id }) => ({ id, gender: 'female' })),
      partial: true,
    }),
  )
  if (refused.length > 0) throw new Error(`what a person changes is refused: ${JSON.stringify(refused[0])}`)
  return found.length
}

/** Takes a run back and holds what is left against what must be. */
const undone = async (world: World, run: string, kept: number): Promise<{ seconds: number; node: number; postgres: number }> => {
  const { context, platform, tenant, manager, rows } = world
  await moveRun(platform, tenant, manager, run, 'undo')
  const spent = await watchProcessor(context.databaseUrl)
  const begun = performance.now()
  await undoImport(platform, tenant, run)
  const seconds = (performance.now() - begun) / 1000
  const seen = await getImport(platform, tenant, run)
  if (seen.status !== 'undone' || seen.kept !== kept || seen.removed + seen.restored !== rows - kept)
    throw new Error(`the undo is ${JSON.stringify({ ...seen, columns: [] })} where ${kept} of ${rows} were to be kept`)
  return { seconds, ...spent() }
}

/** The same rows marked as gone by one statement, and back again for whoever asks next. */
const floorOf = async ({ platform, tenant }: World): Promise<number> => {
  await platform.database.query(tenant, { text: 'create table floor (like customer_person including all)' })
  await platform.database.transaction(tenant, (tx) => tx.execute({ text: 'insert into floor select * from customer_person' }), {
    timeoutMs: 600_000,
  })
  const begun = performance.now()
  await platform.database.transaction(
    tenant,
    (tx) => tx.execute({ text: 'update floor set deleted_at = now(), updated_at = now(), version = version + 1' }),
    { timeoutMs: 600_000 },
  )
  const seconds = (performance.now() - begun) / 1000
  await platform.database.query(tenant, { text: 'drop table floor' })
  return seconds
}

const figureOf = (
  name: string,
  rows: number,
  floor: number | null,
  kept: number,
  found: Awaited<ReturnType<typeof undone>>,
): Figure => {
  const most = secondsMax * Math.max(0.1, rows / rowsMax)
  return {
    name,
    value: found.seconds,
    unit: 's',
    floor,
    target: `≤ ${most} s`,
    reached: found.seconds <= most,
    note: `${kept} kept that somebody changed; ${Math.round(found.node / rows)} µs of processor a row, PostgreSQL ${Math.round(found.postgres / rows)} µs`,
  }
}

/** An import of so many new persons, by a company of its own. */
const imported = async (
  context: BenchContext,
  use: (world: World, file: string, run: string) => Promise<Figure>,
): Promise<Figure> => {
  await installBench(context)
  const rows = Math.min(context.persons, rowsMax)
  const tenant = await freshTenant(context, 'undo')
  const folder = await mkdtemp(join(tmpdir(), 'lianke-bench-undo-'))
  const platform = await openBench(context)
  try {
    const file = join(folder, 'people.csv')
    const run = await importOfPeople(platform, tenant, file, rows)
    const begun = performance.now()
    await runImport(platform, tenant, run)
    context.say(`${rows.toLocaleString('en')} imported in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
    return await use({ context, platform, tenant, manager: await managerOf(platform, tenant), rows }, file, run)
  } finally {
    await platform.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** An import is taken back: all that it made goes, but for what somebody has worked on. */
export const undoImportBench = defineBench({
  name: 'undo-import',
  run: async (context) => [
    await imported(context, async (world, _, run) => {
      const floor = await floorOf(world)
      const kept = await changeSome(world)
      const name = `undo of an import that made ${world.rows.toLocaleString('en')} persons`
      return figureOf(name, world.rows, floor, kept, await undone(world, run, kept))
    }),
  ],
})

/** An import that changed those who were there is taken back: they are as they were. */
export const undoChangesBench = defineBench({
  name: 'undo-changes',
  run: async (context) => [
    await imported(context, async (world, file) => {
      const floor = await floorOf(world)
      const { platform, tenant, rows } = world
      const run = await importOfPeople(platform, tenant, file, rows, '顾客')
      const begun = performance.now()
      await runImport(platform, tenant, run)
      context.say(`${rows.toLocaleString('en')} changed in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
      const kept = await changeSome(world)
      const name = `undo of an import that changed ${rows.toLocaleString('en')} persons`
      return figureOf(name, rows, floor, kept, await undone(world, run, kept))
    }),
  ],
})
