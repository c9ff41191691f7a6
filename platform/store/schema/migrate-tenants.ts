import { BrokenPromise, type ModuleDefinition } from '@lianke/kernel'
import type { Connection, Database } from '../db/database.ts'
import { buildModel, type Model } from '../../model/model/model.ts'
import { fillDefined } from './fill-defined.ts'
import { applySteps } from './apply.ts'
import { readState } from './catalog.ts'
import { loadOwnShape } from './customisation.ts'
import { type Migration, tenantMigrations } from './migrations.ts'
import { describeStep, plan, type Step, type Wanted } from './plan.ts'
import { withSchemaLock } from './schema-lock.ts'
import { laterMigrations, shapeOf, versionOf } from './shape.ts'

const roundsMax = 5

export interface Release {
  readonly modules: readonly ModuleDefinition[]
  readonly engineMigrations?: readonly Migration[]
}
export interface MigrationReport {
  readonly tenant: string
  readonly outcome: 'current' | 'upgraded' | 'failed'
  readonly steps: readonly string[]
  readonly problem?: string
}
interface TenantRow {
  readonly id: string
  readonly zone: string
  readonly status: string
  readonly schema_version: string | null
}

/** What a tenant of this release needs, its customisation included. */
const wantedOf = async (database: Database, tenant: string, release: Release): Promise<Wanted & { readonly model: Model }> => {
  const model = buildModel(release.modules, await loadOwnShape(database, tenant))
  const later = laterMigrations(model, release.engineMigrations ?? [])
  return { model, shape: shapeOf(model), first: await tenantMigrations(), later }
}
const planOf = async (database: Database, tenant: string, wanted: Wanted, today: string): Promise<readonly Step[]> =>
  plan(wanted, await database.connection(tenant, (connection) => readState(connection)), today)

/** What would change, tenant by tenant, in words. */
export const planTenants = async (
  database: Database,
  release: Release,
  now = new Date().toISOString(),
): Promise<readonly { tenant: string; steps: readonly string[] }[]> => {
  const plans: { tenant: string; steps: readonly string[] }[] = []
  for (const { id } of await tenantsOf(database)) {
    plans.push({ tenant: id, steps: await planned(database, id, release, now) })
  }
  return plans
}

/** A tenant that cannot be planned for (its own field stands on an object that the release takes away) says so and holds up no other. */
const planned = async (database: Database, tenant: string, release: Release, now: string): Promise<readonly string[]> => {
  try {
    return (await planOf(database, tenant, await wantedOf(database, tenant, release), now)).map(describeStep)
  } catch (error) {
    if (!(error instanceof BrokenPromise)) throw error
    return [`fails: ${error.message}`]
  }
}

/**
 * Brings every tenant to this release, one after the other. Broken off anywhere, the next run ends whole. A tenant whose upgrade fails
 * stays on its old version with the status `failed`; the others go on.
 */
export const migrateTenants = async (
  database: Database,
  release: Release,
  { now = new Date().toISOString(), told }: { now?: string; told?: (report: MigrationReport) => void } = {},
): Promise<readonly MigrationReport[]> => {
  const reports: MigrationReport[] = []
  for (const { id } of await tenantsOf(database)) {
    const report = await migrateTenant(database, id, release, now)
    told?.(report)
    reports.push(report)
  }
  return reports
}

/** The same for one tenant; one process at a time. */
export const migrateTenant = async (
  database: Database,
  tenant: string,
  release: Release,
  now = new Date().toISOString(),
): Promise<MigrationReport> =>
  database.home.connection((home) =>
    withSchemaLock(home, tenant, async () => {
      try {
        return await upgrade(database, home, tenant, release, now)
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error)
        await home.query({
          text: `update lianke.tenant set status = 'failed', problem = $2 where id = $1`,
          values: [tenant, problem.slice(0, 2000)],
        })
        return { tenant, outcome: 'failed', steps: [], problem }
      }
    }),
  )

const upgrade = async (
  database: Database,
  home: Connection,
  tenant: string,
  release: Release,
  now: string,
): Promise<MigrationReport> => {
  const [row] = await home.query<TenantRow>({
    text: 'select id, zone, status, schema_version from lianke.tenant where id = $1',
    values: [tenant],
  })
  if (!row) throw new Error(`tenant ${tenant} does not exist`)
  const wanted = await wantedOf(database, tenant, release)
  const version = versionOf(wanted.shape, [...wanted.first, ...wanted.later])
  if (row.schema_version === version && row.status === 'active') {
    await fillDefined(database, tenant, wanted.model)
    return { tenant, outcome: 'current', steps: [] }
  }
  const done: string[] = []
  for (let round = 0; ; round++) {
    const steps = await planOf(database, tenant, wanted, now)
    if (steps.length === 0) break
    if (round === roundsMax) throw new Error(`these steps come again and again: ${steps.map(describeStep).join('; ')}`)
    if (round === 0)
      await home.query({ text: `update lianke.tenant set status = 'upgrading', problem = null where id = $1`, values: [tenant] })
    await applySteps(database, tenant, steps, { today: now, zone: row.zone })
    done.push(...steps.map(describeStep))
  }
  // What the release defines anew or otherwise is worked out for the records there are.
  await fillDefined(database, tenant, wanted.model)
  await home.query({
    text: `update lianke.tenant set status = 'active', problem = null, schema_version = $2 where id = $1`,
    values: [tenant, version],
  })
  return { tenant, outcome: 'upgraded', steps: done }
}

const tenantsOf = (database: Database): Promise<TenantRow[]> =>
  database.home.query<TenantRow>({
    text: `select id, zone, status, schema_version from lianke.tenant where status <> 'closed' order by id limit 100000`,
  })
