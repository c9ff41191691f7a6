export { salesModule } from './module.ts'
