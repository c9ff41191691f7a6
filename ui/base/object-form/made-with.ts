import { useMemo } from 'react'
import type { Meta, MetaObject } from '@lianke/kernel'

/** What the act that makes a record takes (`createBy`), by name; null where records are made by a generic write. */
export const useMadeWith = ({ commands }: Pick<Meta, 'commands'>, object: MetaObject): ReadonlySet<string> | null => {
  return useMemo(() => {
    const command = object.createBy ? commands.find(({ name }) => name === object.createBy) : undefined
    const properties = command?.input.properties
    return typeof properties === 'object' && properties !== null ? new Set(Object.keys(properties)) : null
  }, [object, commands])
}
