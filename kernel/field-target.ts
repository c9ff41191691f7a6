import { departmentObject, staffObject } from './directory.ts'
import type { Field } from './field.ts'

/** The object a field of any referring type points to; null where it points to none. */
export const targetOfField = ({ type, options }: Pick<Field, 'type' | 'options'>): string | null => {
  if (type === 'user') return staffObject
  if (type === 'department') return departmentObject
  return (type === 'reference' || type === 'multi_reference') && typeof options.to === 'string' ? options.to : null
}
