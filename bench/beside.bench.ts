import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isObject } from '@lianke/kernel'
import { type BenchContext, defineBench, type Figure } from './bench.ts'
import { installBench, openBench } from './data.ts'
import { importOfPeople } from './people-file.ts'
import { atShare, fillReact, openReact } from './react-world.ts'
import { freshTenant } from './tenant.ts'

const perSecond = 1000
const rowsMax = 1_000_000
const secondsMax = 300
const reportEveryMs = 2000
const p99MsMax = 1000

/** Runs the import in a process of its own; answers its rows a second. */
const importing = async (context: BenchContext, given: { tenant: string; run: string; rows: number }): Promise<number> => {
  const child = fork(join(import.meta.dirname, 'servers', 'importer.ts'), {
    env: {
      ...process.env,
      IMPORTER: JSON.stringify({ databaseUrl: context.databaseUrl, clickhouseUrl: context.clickhouseUrl, ...given }),
    },
  })
  const begun = performance.now()
  await new Promise<void>((ended, lost) => {
    child.on('message', (message) => isObject(message) && message.done === true && ended())
    child.once('exit', (code) => lost(new Error(`the import ended with ${code}`)))
  })
  return given.rows / ((performance.now() - begun) / 1000)
}

/** Asks for a report over the events again and again until told to stop; answers how many were given. */
const reporting = async (origin: string, key: string, until: () => boolean): Promise<number> => {
  for (let asked = 0; ; asked++) {
    if (until()) return asked
    const answer = await fetch(`${origin}/api/v1/reports/aggregate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        event: 'page.viewed',
        group: [{ field: 'occurred_at', bucket: 'month' }],
        measures: [{ fn: 'count' }],
      }),
    })
    if (!answer.ok) throw new Error(`the report answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`)
    await answer.body?.cancel()
    await pause(reportEveryMs)
  }
}

/** A thousand events a second while a large import into the same company runs, and reports are asked. */
export const besideBench = defineBench({
  name: 'beside',
  async run(context): Promise<readonly Figure[]> {
    await installBench(context)
    const tenant = await freshTenant(context, 'bes')
    const users = Array.from({ length: perSecond * secondsMax }, (_, n) => `user-${n}`)
    await fillReact(context, tenant, users.length)
    const rows = Math.min(context.persons, rowsMax)
    const folder = await mkdtemp(join(tmpdir(), 'lianke-bench-beside-'))
    const platform = await openBench(context, 2)
    const run = await importOfPeople(platform, tenant, join(folder, 'people.csv'), rows)
    await platform.close()
    const world = await openReact(context, [tenant])
    try {
      let ended = false
      const imported = importing(context, { tenant, run, rows }).finally(() => (ended = true))
      const reports = reporting(world.origin, world.keys.get(tenant) ?? '', () => ended)
      const took = await world.took(await world.send({ tenant, perSecond, users }, () => ended))
      const p99 = atShare(took, 0.99)
      return [
        {
          name: `event → journey action, ${perSecond.toLocaleString('en')} events/s while ${rows.toLocaleString('en')} persons are imported`,
          value: p99,
          unit: 'ms p99',
          floor: null,
          target: `≤ ${p99MsMax} ms`,
          reached: p99 <= p99MsMax,
          note: `p50 ${atShare(took, 0.5)} ms, slowest ${atShare(took, 1)} ms, ${took.length.toLocaleString('en')} events; import ${Math.round(await imported).toLocaleString('en')} rows/s, ${await reports} reports`,
        },
      ]
    } finally {
      await world.close()
      await rm(folder, { recursive: true, force: true })
    }
  },
})
