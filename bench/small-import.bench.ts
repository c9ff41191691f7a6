import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Platform } from '@lianke/platform'
import { getImport } from '@lianke/platform/imports'
import { type BenchContext, defineBench, type Figure } from './bench.ts'
import { installBench, openBench } from './data.ts'
import { importOfPeople } from './people-file.ts'
import { serve } from './serve.ts'
import { freshTenant } from './tenant.ts'

const rowsMax = 1_000_000
const smallRows = 500
const everyMs = 2000
const secondsMax = 10
/** Nobody waits longer for a large import here. */
const largeMsMax = 900_000

interface World {
  readonly platform: Platform
  readonly folder: string
}

/** Brings a small file as somebody at a screen does; seconds until its last row is in. */
const bringSmall = async ({ platform, folder }: World, tenant: string, number: number): Promise<number> => {
  const begun = performance.now()
  const run = await importOfPeople(platform, tenant, join(folder, `small-${number}.csv`), smallRows)
  for (;;) {
    const { status, created, unchanged } = await getImport(platform, tenant, run)
    if (status === 'done' && created + unchanged === smallRows) break
    if (status !== 'running') throw new Error(`a small import is ${status} with ${created} rows`)
    await pause(50)
  }
  return (performance.now() - begun) / 1000
}

/** Starts so many large imports, brings small ones until they have ended; how long each small one took. */
const beside = async (context: BenchContext, world: World, larges: number, rows: number): Promise<Figure> => {
  const companies = await Promise.all(Array.from({ length: larges }, (_, n) => freshTenant(context, `large${n}x`)))
  const small = await freshTenant(context, 'small')
  const runs: (readonly [string, string])[] = []
  for (const tenant of companies)
    runs.push([tenant, await importOfPeople(world.platform, tenant, join(world.folder, 'large.csv'), rows)])
  const begun = performance.now()
  const going = async () => {
    const seen = await Promise.all(runs.map(([tenant, run]) => getImport(world.platform, tenant, run)))
    for (const { status, problem } of seen)
      if (status !== 'running' && status !== 'done') throw new Error(`a large import is ${status}: ${JSON.stringify(problem)}`)
    return seen.some(({ status }) => status === 'running') && performance.now() - begun < largeMsMax
  }
  const took: number[] = []
  for (let n = 0; await going(); n++) {
    // In turn into the company of the large one and into another.
    took.push(await bringSmall(world, n % 2 === 0 ? (companies[0] ?? small) : small, n))
    await pause(everyMs)
  }
  const seconds = (performance.now() - begun) / 1000
  const slowest = Math.max(...took)
  const sorted = [...took].sort((a, b) => a - b)
  const what = larges === 1 ? 'one large import is' : `${larges} large imports are`
  return {
    name: `a small import (${smallRows} rows) while ${what} running, ${rows.toLocaleString('en')} rows`,
    value: slowest,
    unit: 's, slowest',
    floor: null,
    target: `≤ ${secondsMax} s`,
    reached: slowest <= secondsMax,
    note: `p50 ${(sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(2)} s, ${took.length} small imports; the large ${Math.round((rows * larges) / seconds).toLocaleString('en')} rows/s together`,
  }
}

/** Small imports through the queue while large ones hold one of its places, and all of them. */
export const smallImportBench = defineBench({
  name: 'small-import',
  async run(context): Promise<readonly Figure[]> {
    await installBench(context)
    const rows = Math.min(context.persons, rowsMax)
    const folder = await mkdtemp(join(tmpdir(), 'lianke-bench-small-'))
    const platform = await openBench(context, 4)
    const stores = { databaseUrl: context.databaseUrl, clickhouseUrl: context.clickhouseUrl }
    const jobs = await serve('jobs', { JOBS: JSON.stringify(stores) })
    try {
      const world = { platform, folder }
      return [await beside(context, world, 1, rows), await beside(context, world, 2, rows)]
    } finally {
      jobs.stop()
      await platform.close()
      await rm(folder, { recursive: true, force: true })
    }
  },
})
