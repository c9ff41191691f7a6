import { type Row, traitsOf } from '@lianke/kernel'
import { fieldAnswer, maskedValue } from '../access/field-access.ts'
import type { ModelObject } from '../model/model.ts'
import { isSealed, type Sealer } from '../../store/secrets/secrets.ts'
import type { Unit } from './unit.ts'

const sealedFields = new WeakMap<ModelObject, readonly string[]>()
const sealedOf = (object: ModelObject): readonly string[] => {
  const known = sealedFields.get(object) ?? [...object.fields].flatMap(([name, field]) => (traitsOf(field).sealed ? [name] : []))
  sealedFields.set(object, known)
  return known
}

/** Encrypted fields leave this process only sealed under the tenant's key. */
export const sealRows = async <T extends Record<string, unknown>>(
  unit: Unit,
  object: ModelObject,
  rows: readonly T[],
): Promise<readonly T[]> => {
  const names = sealedOf(object)
  if (names.length === 0) return rows
  const sealer = await unit.sealer()
  return rows.map((row) => {
    const sealed = { ...row } as Record<string, unknown>
    for (const name of names) if (typeof sealed[name] === 'string') sealed[name] = sealer.seal(sealed[name])
    return sealed as T
  })
}

/** What lies sealed under these names, opened. */
export const openSealed = async <T extends Record<string, unknown>>(
  sealerOf: (() => Promise<Sealer>) | undefined,
  names: readonly string[],
  rows: T[],
): Promise<T[]> => {
  if (!sealerOf || names.length === 0 || rows.length === 0) return rows
  const sealer = await sealerOf()
  return rows.map((row) => {
    const opened = Object.fromEntries(
      names.flatMap((name) => {
        const value: unknown = row[name]
        // A field that was plain text before keeps its old values as they were until they are written again.
        return typeof value === 'string' && isSealed(value) ? [[name, sealer.open(value)]] : []
      }),
    )
    return { ...row, ...opened }
  })
}

/** Rows as the write path holds them: what is compared, kept and sealed again is the value itself. */
export const openOwn = (unit: Pick<Unit, 'sealer'>, object: ModelObject, rows: Row[]): Promise<Row[]> =>
  openSealed(unit.sealer, sealedOf(object), rows)

/** A row that was written, for whoever wrote it: what he may not reveal is covered, though he may have given it himself. */
export const coverSealed = (unit: Pick<Unit, 'access'>, object: ModelObject, row: Row): Row => {
  const closed = unit.access.system
    ? []
    : sealedOf(object).flatMap((name) => {
        const field = object.fields.get(name)
        return field && fieldAnswer(unit.access, object, name, field, 'show') !== 'open'
          ? [[name, maskedValue(field, row[name])]]
          : []
      })
  return closed.length === 0 ? row : { ...row, ...Object.fromEntries(closed) }
}
