export { automationModule } from './module.ts'
