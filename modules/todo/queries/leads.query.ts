import type { UnitOfWork } from '@lianke/kernel'
import { managersOfStaff } from '@lianke/organisation/contract'

const levelsMax = 12

/** Does somebody lead a colleague, directly or above? */
export const leads = async (work: UnitOfWork, leader: string, colleague: string): Promise<boolean> => {
  const met = new Set<string>()
  for (let at: string | null = colleague, level = 0; at !== null && level < levelsMax && !met.has(at); level++) {
    met.add(at)
    at = (await managersOfStaff(work, [at]))(at)
    if (at === leader) return true
  }
  return false
}
