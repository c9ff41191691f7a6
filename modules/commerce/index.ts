export { commerceModule } from './module.ts'
