import { useCallback } from 'react'
import { useRegistry } from './registry.tsx'

/** Where a record is opened on the phone: at the page that its module made for it, else at the one of all records. */
export const useRecordPath = (): ((object: string, id: string) => string) => {
  const { pages } = useRegistry()
  return useCallback(
    (object, id) => {
      const own = pages.find(({ device, record }) => device === 'mobile' && record === object)
      return own ? own.path.replace('$id', id) : `/o/${object.replace('.', '/')}/${id}`
    },
    [pages],
  )
}
/** Where the list of an object is on the phone. */
export const phoneListPath = (object: string): string => `/o/${object.replace('.', '/')}`
