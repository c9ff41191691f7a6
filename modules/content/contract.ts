/** What is sent, as other modules may name it. */
export { item } from './objects/item.object.ts'
