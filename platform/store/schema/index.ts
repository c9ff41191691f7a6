export { createTenant, type NewTenant } from './create-tenant.ts'
export { loadCustomisation } from './customisation.ts'
export {
  addCustomField,
  addCustomObject,
  archiveCustomField,
  archiveCustomObject,
  changeCustomField,
  type CustomField,
  restoreCustomField,
  restoreCustomObject,
} from './customise.ts'
export { distributeTenants } from './distributed.ts'
export { installHome } from './install-home.ts'
export { migrateTenant, migrateTenants, type MigrationReport, planTenants, type Release } from './migrate-tenants.ts'
export { type Migration, homeMigrations, tenantMigrations } from './migrations.ts'
export { schemaCommand } from './cli.ts'
export { isBeingPrepared, isSettled, whatIsMissing, whilePreparing } from './prepared.ts'
export { tableDdl } from './table-ddl.ts'
