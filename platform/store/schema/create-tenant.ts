import { refuse } from '@lianke/kernel'
import type { Database, Transaction } from '../db/database.ts'
import { tenantId } from '../db/open-database.ts'
import { literal } from '../db/sql.ts'
import type { Model } from '../../model/model/model.ts'
import { isDistributed, keptLocal, placeSchema } from './distributed.ts'
import { computedFields } from './fill-defined.ts'
import { type Migration, tenantMigrations } from './migrations.ts'
import { laterMigrations, shapeOf, versionOf } from './shape.ts'
import { shapeDdl } from './table-ddl.ts'

export interface NewTenant {
  readonly id: string
  readonly name: string
  readonly zone: string
  readonly locale: 'zh-CN' | 'en'
  readonly baseCurrency: string
}

/** Inside a transaction of the installation: from here on as the tenant. */
const asTenant = (id: string): string => `set local role "t_${id}"; set local search_path to "t_${id}", public;`
/** And as the installation again. */
const asHome = 'reset role; set local search_path to lianke, public;'

/** Notes that migrations are applied. */
export const noteMigrations = (migrations: readonly Migration[]): string =>
  migrations.length === 0
    ? ''
    : `insert into schema_migration (id) values ${migrations.map(({ id }) => `(${literal(id)})`).join(', ')};`

/**
 * Makes a tenant: its role, its schema, every table of the model and of the platform, and the given engines' ledgers, in one transaction. On
 * Citus the whole schema is then given to a worker.
 * Refuses `tenant.bad_id`, `tenant.exists`.
 */
export const createTenant = async (
  database: Database,
  tenant: NewTenant,
  model: Model,
  engineMigrations: readonly Migration[] = [],
): Promise<void> => {
  if (!tenantId.test(tenant.id)) refuse('tenant.bad_id', { params: { id: tenant.id } })
  const first = await tenantMigrations()
  const later = laterMigrations(model, engineMigrations)
  const shape = shapeOf(model)
  await database.home.transaction(
    async (tx) => {
      await insertTenant(tx, tenant, versionOf(shape, [...first, ...later]))
      await tx.script(`
      ${keptLocal('transaction')}
      -- Roles belong to the server: a database of another installation, or one that was dropped, may have left it.
      do $$ begin create role "t_${tenant.id}" nologin; exception when duplicate_object then null; end $$;
      do $$ begin if not (select rolsuper from pg_roles where rolname = current_user) then execute format('grant "t_${tenant.id}" to %I', current_user); end if; end $$;
      create schema "t_${tenant.id}" authorization "t_${tenant.id}";
      ${asTenant(tenant.id)}
      create table schema_migration (id text primary key, applied_at timestamptz not null default now());
      ${first.map(({ sql }) => sql).join(';\n')};
      ${shape.map(shapeDdl).join('\n')}
      ${later.map(({ sql }) => sql).join(';\n')};
      ${noteMigrations([...first, ...later])}
      ${noteComputed(model)}
      ${asHome}`)
      if (await isDistributed(tx)) await placeSchema(tx, tenant.id)
    },
    { timeoutMs: 300_000 },
  )
}

/** A new tenant has no records whose values are yet to be worked out. */
const noteComputed = (model: Model): string => {
  const rows = computedFields(model).map((one) => `(${[one.object, one.name, one.definition].map(literal).join(', ')})`)
  return rows.length === 0 ? '' : `insert into computed_field (object, name, definition) values ${rows.join(', ')};`
}

const insertTenant = async (tx: Transaction, tenant: NewTenant, version: string): Promise<void> => {
  const made = await tx.execute({
    text: `insert into lianke.tenant (id, name, zone, locale, base_currency, schema_version) values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing`,
    values: [tenant.id, tenant.name, tenant.zone, tenant.locale, tenant.baseCurrency, version],
  })
  if (made === 0) refuse('tenant.exists', { status: 409, params: { id: tenant.id } })
}
