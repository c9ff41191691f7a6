/** What is sent, as other rooms may name it. */
export { item } from './objects/item.object.ts'
