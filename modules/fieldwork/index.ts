export { fieldworkModule } from './module.ts'
