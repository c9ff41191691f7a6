import { codeOfError } from '@lianke/kernel'
import type { Database } from '../db/database.ts'
import { ident } from '../db/sql.ts'
import { noteMigrations } from './create-tenant.ts'
import { define } from './define.ts'
import { droppedName } from './hidden-name.ts'
import type { Step } from './plan.ts'
import { retype } from './retype.ts'
import { createIndex, shapeDdl } from './table-ddl.ts'

const attemptsMax = 8
const lockNotAvailable = '55P03'
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** A lock that does not come within two seconds is given up, so that the queue behind it moves, and asked for again. */
const patiently = async (run: () => Promise<void>): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (attempt === attemptsMax || codeOfError(error) !== lockNotAvailable) throw error
      await pause(attempt * 250)
    }
  }
}

const adding = (step: Step): string | null => {
  switch (step.kind) {
    case 'migrate':
      return `${step.migration.sql};\n${noteMigrations([step.migration])}`
    case 'create_table':
      return shapeDdl(step.shape)
    case 'restore_table':
      return `alter table ${ident(step.hidden)} rename to ${ident(step.table)};`
    case 'add_column':
      return `alter table ${ident(step.table)} add column ${ident(step.column)} ${step.type};`
    case 'restore_column':
      return `alter table ${ident(step.table)} rename column ${ident(step.hidden)} to ${ident(step.column)};`
    default:
      return null
  }
}
const removing = (step: Step, today: string): string | null => {
  switch (step.kind) {
    case 'drop_index':
      return `drop index if exists ${ident(step.name)};`
    case 'hide_column':
      return `alter table ${ident(step.table)} rename column ${ident(step.column)} to ${ident(droppedName(step.column, today))};`
    case 'hide_table':
      return `alter table ${ident(step.table)} rename to ${ident(droppedName(step.table, today))};`
    case 'purge_column':
      return `alter table ${ident(step.table)} drop column ${ident(step.column)};`
    case 'purge_table':
      return `drop table ${ident(step.table)};`
    default:
      return null
  }
}
const isText = (sql: string | null): sql is string => sql !== null

/**
 * Carries a plan out: first everything that only adds, in one transaction; then indexes, concurrently; then changed types; at the end
 * what hides or drops. A failure leaves at most additions, which the old version does not see.
 */
export const applySteps = async (
  database: Database,
  tenant: string,
  steps: readonly Step[],
  { today, zone }: { today: string; zone: string },
): Promise<void> => {
  await inOneTransaction(database, tenant, steps.map(adding).filter(isText))
  await patiently(() => buildIndexes(database, tenant, steps))
  for (const step of steps) if (step.kind === 'retype') await patiently(() => retype(database, tenant, { ...step, zone }, today))
  await inOneTransaction(database, tenant, steps.map((step) => removing(step, today)).filter(isText))
}

const inOneTransaction = async (database: Database, tenant: string, statements: readonly string[]): Promise<void> => {
  if (statements.length === 0) return
  await patiently(() =>
    database.transaction(tenant, (tx) => define(tx, `set local lock_timeout to '2s';\n${statements.join('\n')}`), {
      timeoutMs: 120_000,
    }),
  )
}

/** Concurrent builds stand alone; one that broke off leaves an invalid index, which is dropped before it is built again. */
const buildIndexes = async (database: Database, tenant: string, steps: readonly Step[]): Promise<void> => {
  const added = steps.flatMap((step) => (step.kind === 'add_index' ? [step] : []))
  if (added.length === 0) return
  await database.connection(tenant, async (connection) => {
    for (const { table, index } of added) {
      const state = await connection.query<{ valid: boolean }>({
        text: `select x.indisvalid as valid from pg_index x where x.indexrelid = to_regclass($1)`,
        values: [ident(index.name)],
      })
      if (state[0]?.valid) continue
      if (state[0]) await connection.script(`drop index concurrently if exists ${ident(index.name)}`)
      await connection.script(createIndex(table, index, true))
    }
  })
}
