export { lead } from './objects/lead.object.ts'
