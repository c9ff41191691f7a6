/** What waits for a colleague, as other modules may name it. */
export { workItem } from './objects/work-item.object.ts'
export { workItemAnswered } from './events/work-item.events.ts'
