import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { noCustomisation } from '../../../model/model/customisation.ts'
import { buildModel } from '../../../model/model/model.ts'
import { testUrls } from '../../../testing/index.ts'
import { readState } from '../catalog.ts'
import { migrateTenant } from '../migrate-tenants.ts'
import { tenantMigrations } from '../migrations.ts'
import { plan } from '../plan.ts'
import { laterMigrations, shapeOf } from '../shape.ts'
import { nextRelease } from './migrate-worker.ts'
import { openTenants } from './open-tenants.ts'
import { smallModule } from './small-model.ts'

const tenantCount = Number(process.env.LIANKE_TEST_TENANTS ?? 200)
const killsMax = 12
const makersAtOnce = 4
const now = '2026-03-01T00:00:00.000Z'
let tenants: Awaited<ReturnType<typeof openTenants>>
const ids: string[] = []

beforeAll(async () => {
  tenants = await openTenants()
  const makers = Array.from({ length: makersAtOnce }, async (_, maker) => {
    for (let n = maker; n < tenantCount; n += makersAtOnce) {
      const id = await tenants.make([smallModule()])
      ids.push(id)
      await tenants.database.transaction(id, (tx) =>
        tx.execute({
          text: `insert into small_card (id, name, points) select gen_random_uuid(), 'card ' || n, n from generate_series(1, 20) n`,
        }),
      )
    }
  })
  await Promise.all(makers)
}, 300_000)
afterAll(() => tenants.close(), 300_000)

/** Lets the upgrade run until `done` tenants are reported (or it ends), then kills it with -9 after `delayMs`. */
const runAndKill = (done: number, delayMs: number): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'migrate-worker.ts'), testUrls().databaseUrl, ...ids], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let upgraded = 0
    let armed = false
    child.stdout.on('data', (chunk: Buffer) => {
      upgraded += chunk
        .toString()
        .split('\n')
        .filter((line) => line.endsWith('upgraded')).length
      if (upgraded >= done && !armed) {
        armed = true
        setTimeout(() => child.kill('SIGKILL'), delayMs)
      }
    })
    child.on('exit', () => resolve(upgraded))
  })

it(`an upgrade of ${tenantCount} tenants that is killed again and again ends whole`, async () => {
  const step = Math.max(1, Math.floor(tenantCount / killsMax))
  let total = 0
  for (let kill = 0; kill < killsMax - 2; kill++) total += await runAndKill(step, kill * 3)
  expect(total).toBeGreaterThan(0)
  const release = nextRelease()
  for (const id of ids) expect((await migrateTenant(tenants.database, id, release, now)).outcome, id).not.toBe('failed')

  const model = buildModel(release.modules, noCustomisation)
  const wanted = { shape: shapeOf(model), first: await tenantMigrations(), later: laterMigrations(model, []) }
  const rows = await tenants.database.home.query<{ id: string; status: string; schema_version: string }>({
    text: 'select id, status, schema_version from lianke.tenant where id = any($1)',
    values: [ids],
  })
  expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['active']))
  expect(new Set(rows.map(({ schema_version }) => schema_version)).size).toBe(1)
  for (const id of ids) {
    expect(plan(wanted, await tenants.database.connection(id, readState), now)).toEqual([])
    const [kept] = await tenants.database.query(id, {
      text: `select count(*) as count, count(points) as points, max(points::int) as most, bool_and(points = _dropped_20260301_points::text) as same from small_card`,
    })
    expect(kept).toEqual({ count: 20, points: 20, most: 20, same: true })
    const leftOver = await tenants.database.query(id, {
      text: `select proname from pg_proc where pronamespace = current_schema()::regnamespace and proname like '\\_retype%' union all select tgname from pg_trigger where tgname like '\\_retype%' and tgrelid = 'small_card'::regclass`,
    })
    expect(leftOver).toEqual([])
  }
}, 600_000)
