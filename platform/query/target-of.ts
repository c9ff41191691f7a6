import type { Field } from '@lianke/kernel'

/** The object a field points to, if it does. */
export const targetOf = (field: Field): string | undefined =>
  field.type === 'reference' || field.type === 'multi_reference'
    ? (field.options.to as string)
    : field.type === 'user'
      ? 'organisation.staff'
      : field.type === 'department'
        ? 'organisation.department'
        : undefined
