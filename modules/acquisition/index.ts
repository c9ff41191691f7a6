export { acquisitionModule } from './module.ts'
