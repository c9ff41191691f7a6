import type { UnitOfWork } from '@lianke/kernel'
import { managersOfStaff } from '@lianke/organisation/contract'

const levelsMax = 20

/** Who stands above each of these colleagues, nearest first: a bounded number of statements, however many they are. */
export const superiorsOf = async (
  work: UnitOfWork,
  ids: readonly string[],
  levels: number | null,
): Promise<(id: string) => readonly string[]> => {
  const chains = new Map([...new Set(ids)].map((id): [string, string[]] => [id, []]))
  const lastOf = (id: string) => chains.get(id)?.at(-1) ?? id
  let open = [...chains.keys()]
  for (let level = 0; level < Math.min(levels ?? levelsMax, levelsMax) && open.length > 0; level++) {
    const above = await managersOfStaff(work, [...new Set(open.map(lastOf))])
    open = open.filter((id) => {
      const next = above(lastOf(id))
      const chain = chains.get(id)
      if (next === null || next === id || !chain || chain.includes(next)) return false
      chain.push(next)
      return true
    })
  }
  return (id) => chains.get(id) ?? []
}
