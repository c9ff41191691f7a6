/** Fields that are never carried from one person to another. */
const own = new Set([
  'id',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'version',
  'deleted_at',
  'merged_into',
  'do_not_merge',
])
/** Values that say no more than an empty field. */
const defaults: Readonly<Record<string, unknown>> = { gender: 'unknown', stage: 'potential', anonymous: true }

const isEmpty = (field: string, value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  defaults[field] === value

/** What the kept person takes over: its own values win, gaps are filled, tags are joined, seen moments widen. Columns in, columns out. */
export const survivingFields = (
  kept: Readonly<Record<string, unknown>>,
  gone: Readonly<Record<string, unknown>>,
): Record<string, unknown> => {
  const taken: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(gone)) {
    if (own.has(field) || !(field in kept)) continue
    if (field === 'tags') {
      const joined = [...new Set([...((kept.tags as string[] | null) ?? []), ...((value as string[] | null) ?? [])])]
      if (joined.length > ((kept.tags as string[] | null) ?? []).length) taken.tags = joined
    } else if (field === 'first_seen_at') {
      if (value && (!kept[field] || (value as string) < (kept[field] as string))) taken[field] = value
    } else if (field === 'last_seen_at') {
      if (value && (!kept[field] || (value as string) > (kept[field] as string))) taken[field] = value
    } else if (isEmpty(field, kept[field]) && !isEmpty(field, value)) taken[field] = value
  }
  return taken
}
