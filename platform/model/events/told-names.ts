import type { Model } from '../model/model.ts'

const changes = ['created', 'updated', 'deleted', 'restored'] as const

/** Whether facts of this name can be told: an event of the product or of the company's own, or a change of an object. */
export const isToldName = ({ events, objects }: Model, name: string): boolean => {
  if (events.has(name)) return true
  const end = changes.find((change) => name.endsWith(`.${change}`))
  return end !== undefined && objects.has(name.slice(0, -end.length - 1))
}
