export { collaborationModule } from './module.ts'
