export { organisationModule } from './module.ts'
