/** Who leads what nobody has taken yet: whoever leads most of those who may take it, of equals the first; null: nobody does. */
export const leaderOf = (
  { owner, candidates }: { readonly owner: string | null; readonly candidates: readonly string[] },
  managerOf: (id: string) => string | null,
): string | null => {
  if (owner !== null) return managerOf(owner)
  const led = candidates.flatMap((one) => managerOf(one) ?? [])
  const [most] = [...Map.groupBy(led, (one) => one)].toSorted(([, a], [, b]) => b.length - a.length)
  return most?.[0] ?? null
}
