export { approvalModule } from './module.ts'
