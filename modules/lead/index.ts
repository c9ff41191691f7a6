export { leadModule } from './module.ts'
