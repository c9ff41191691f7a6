/** What waits for a colleague, as other modules may name it. */
export { workItem } from './objects/work-item.object.ts'
export { workItemAnswered, workItemAssigned } from './events/work-item.events.ts'
/** Asks colleagues for another module's step, and takes back what nobody waits for any more. */
export { closeItems, type ItemAsked, type NewItem, openItems, remindOfItems } from './commands/open-items.ts'
export { dueFields } from './steps/due-fields.ts'
export { giveItems } from './commands/give-items.ts'
