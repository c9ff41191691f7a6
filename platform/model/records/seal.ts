import { traitsOf } from '@lianke/kernel'
import type { ModelObject } from '../model/model.ts'
import type { Unit } from './unit.ts'

/** Encrypted fields leave this process only sealed under the tenant's key. */
export const sealRows = async <T extends Record<string, unknown>>(
  unit: Unit,
  object: ModelObject,
  rows: readonly T[],
): Promise<readonly T[]> => {
  const names = [...object.fields].filter(([, field]) => traitsOf(field).sealed).map(([name]) => name)
  if (names.length === 0) return rows
  const sealer = await unit.sealer()
  return rows.map((row) => {
    const sealed = { ...row } as Record<string, unknown>
    for (const name of names) if (typeof sealed[name] === 'string') sealed[name] = sealer.seal(sealed[name])
    return sealed as T
  })
}
