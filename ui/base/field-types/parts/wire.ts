import { type MetaField, traitsOf } from '@lianke/kernel'

const idOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? (value as { id: unknown }).id : value

/** Without its first part there is no value; that part travels as text, so that no digit is lost. */
const partsGiven = (value: object, names: readonly string[]): unknown => {
  const known: Readonly<Record<string, unknown>> = { ...value }
  const parts = Object.fromEntries(names.map((name) => [name, known[name]]))
  const first = parts[names[0] ?? '']
  return first === null || first === undefined || first === '' ? null : { ...parts, [names[0] ?? '']: String(first) }
}

/** The form a value takes on its way to the API: references as ids, money without its computed part. */
export const wireOf = (field: MetaField | undefined, value: unknown): unknown => {
  if (value === undefined || value === '') return null
  if (!field || value === null) return value
  const { target, files, given } = traitsOf(field)
  if (target || files) return Array.isArray(value) ? value.map(idOf) : idOf(value)
  return given && typeof value === 'object' ? partsGiven(value, given) : value
}

/** Are two values the same to the API? */
export const sameValue = (field: MetaField | undefined, a: unknown, b: unknown): boolean =>
  JSON.stringify(wireOf(field, a) ?? null) === JSON.stringify(wireOf(field, b) ?? null)
