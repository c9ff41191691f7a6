import { useMemo } from 'react'
import type { MetaObject } from '@lianke/kernel'
import { useModel } from '../client/meta.ts'

/** What the act that makes a record takes (`createBy`), by name; null where records are made by a generic write. */
export const useMadeWith = (object: MetaObject): ReadonlySet<string> | null => {
  const { commands } = useModel()
  return useMemo(() => {
    const command = object.createBy ? commands.find(({ name }) => name === object.createBy) : undefined
    const properties = command?.input.properties
    return typeof properties === 'object' && properties !== null ? new Set(Object.keys(properties)) : null
  }, [object, commands])
}
