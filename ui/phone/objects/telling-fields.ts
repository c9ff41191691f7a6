import { type MetaObject, traitsOf } from '@lianke/kernel'
import type { FormField } from '../../base/object-form/form-fields.ts'

const toldMax = 3

/** What a line of a list tells beside the title: the first fields that lists show, of those that say themselves in a word or two, and how much time is left. */
export const tellingFields = (object: MetaObject): readonly FormField[] => {
  const short = Object.entries(object.fields)
    .filter(([name, field]) => {
      const { cell, parts, literal, sealed, report } = traitsOf(field)
      const fits = !cell && !parts && !literal && !sealed && (report !== 'none' || field.sortable)
      return name !== object.title && !field.options.hidden && fits
    })
    .map(([name, field]) => ({ name, field }))
  const marked = short.filter(({ field }) => field.options.inList)
  const told = (marked.length > 0 ? marked : short).slice(0, toldMax)
  const due = marked.find(({ field }) => field.options.deadline === true)
  return due && !told.includes(due) ? [...told, due] : told
}
