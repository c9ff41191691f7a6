import type { MetaField } from '@lianke/kernel'

const idOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? (value as { id: unknown }).id : value

/** The form a value takes on its way to the API: references as ids, money without its computed part. */
export const wireOf = (field: MetaField | undefined, value: unknown): unknown => {
  if (value === undefined || value === '') return null
  if (!field || value === null) return value
  switch (field.type) {
    case 'reference':
    case 'user':
    case 'department':
      return idOf(value)
    case 'multi_reference':
    case 'file':
    case 'image':
      return Array.isArray(value) ? value.map(idOf) : value
    case 'money': {
      const { amount, currency } = value as { amount?: unknown; currency?: unknown }
      return amount === null || amount === undefined || amount === '' ? null : { amount: String(amount), currency }
    }
    default:
      return value
  }
}

/** Are two values the same to the API? */
export const sameValue = (field: MetaField | undefined, a: unknown, b: unknown): boolean =>
  JSON.stringify(wireOf(field, a) ?? null) === JSON.stringify(wireOf(field, b) ?? null)
