export { installHome } from './install-home.ts'
export { type Migration, homeMigrations, tenantMigrations } from './migrations.ts'
