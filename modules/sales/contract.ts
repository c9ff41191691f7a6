/** Deals, as other modules may name them. */
export { opportunity } from './objects/opportunity.object.ts'
export { pipeline } from './objects/pipeline.object.ts'
export { stage } from './objects/stage.object.ts'
export { opportunityOpen } from './commands/opportunity-open.command.ts'
