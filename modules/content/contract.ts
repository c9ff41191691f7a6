export { item } from './objects/item.object.ts'
