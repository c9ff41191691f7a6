import type { Filling } from '@lianke/kernel'

/** What the places of a text stand for, of one record: the text is filled where it is sent or shown. */
export const fillingOf = (object: string, row: Record<string, unknown> | undefined, fields: readonly string[]): Filling => ({
  object,
  values: Object.fromEntries(fields.map((name) => [name, row?.[name] ?? null])),
})
