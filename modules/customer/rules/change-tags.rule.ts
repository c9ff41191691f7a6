/** Tags of a person after adding some: an exclusive group keeps only the newest of its tags. Answers null when nothing changes. */
export const withTags = (input: {
  readonly current: readonly string[]
  readonly add: readonly string[]
  /** Tag name → exclusive group it belongs to. */
  readonly exclusive: ReadonlyMap<string, string>
}): string[] | null => {
  const fresh = [...new Set(input.add)].filter((name) => !input.current.includes(name))
  if (fresh.length === 0) return null
  const groups = new Set(fresh.flatMap((name) => input.exclusive.get(name) ?? []))
  const newestOf = new Map(
    fresh.flatMap((name) => (input.exclusive.has(name) ? [[input.exclusive.get(name), name] as const] : [])),
  )
  const kept = input.current.filter((name) => !groups.has(input.exclusive.get(name) ?? ''))
  return [...kept, ...fresh.filter((name) => !input.exclusive.has(name) || newestOf.get(input.exclusive.get(name)) === name)]
}

/** Tags of a person after taking some away. Null when nothing changes. */
export const withoutTags = (current: readonly string[], remove: readonly string[]): string[] | null => {
  const left = current.filter((name) => !remove.includes(name))
  return left.length === current.length ? null : left
}
