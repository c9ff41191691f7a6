import type { MetaObject, Row } from '@lianke/kernel'

/** What a record is called; where a reference names it, what that is called. Empty when it has no name. */
export const titleOf = (object: Pick<MetaObject, 'title'>, row: Row): string => {
  const value = row[object.title]
  const own = value !== null && typeof value === 'object' && 'title' in value ? (value as { title?: string | null }).title : value
  return String(own ?? '')
}
