export { marketingModule } from './module.ts'
export { welcomeFor } from './queries/channel-code.query.ts'
