import { type MetaObject, traitsOf } from '@lianke/kernel'
import type { FormField } from '../../base/object-form/form-fields.ts'

const toldMax = 3

/** What a line of a list tells beside the title: the first fields that lists show, of those that say themselves in a word or two. */
export const tellingFields = (object: MetaObject): readonly FormField[] => {
  const short = Object.entries(object.fields)
    .filter(([name, field]) => {
      const { cell, parts, literal, sealed, report } = traitsOf(field)
      const fits = !cell && !parts && !literal && !sealed && (report !== 'none' || field.sortable)
      return name !== object.title && !field.options.hidden && fits
    })
    .map(([name, field]) => ({ name, field }))
  const marked = short.filter(({ field }) => field.options.inList)
  return (marked.length > 0 ? marked : short).slice(0, toldMax)
}
