import { type Filter, filterIn, type MetaField } from '@lianke/kernel'

/** The records that a figure of a record is made of: a roll-up says which they are. */
export const rowsBehind = ({ options }: MetaField, id: string): { readonly object: string; readonly filter: Filter } | null => {
  const { child, via, where } = options
  if (typeof child !== 'string' || typeof via !== 'string') return null
  const own: Filter = { field: via, op: 'eq', value: id }
  const counted = filterIn(where)
  return { object: child, filter: counted ? { and: [own, counted] } : own }
}
