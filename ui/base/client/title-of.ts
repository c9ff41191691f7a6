import { type MetaObject, type Row, isObject } from '@lianke/kernel'

/** What a record is called; where a reference names it, what that is called. Empty when it has no name. */
export const titleOf = (object: Pick<MetaObject, 'title'>, row: Row): string => {
  const value = row[object.title]
  const own = isObject(value) && 'title' in value ? value.title : value
  return String(own ?? '')
}
