import type { ReactionDefinition } from '@lianke/kernel'
import { namesFact } from '../../store/facts/names-fact.rule.ts'
import { literal } from '../../store/db/sql.ts'

/**
 * What a lane reads of the facts it is named, as a condition in SQL on the fact `f`; null: all. Facts that only reactions to some of their kind
 * name (`only`) are passed over where none of these means them: of a million messages that were sent, a few answer a greeting.
 */
export const readWhere = (reactions: readonly ReactionDefinition[]): string | null => {
  const limited = reactions.flatMap(({ on, only }) => (only ? [{ on, only }] : []))
  const names = [...new Set(limited.flatMap(({ on }) => on))].filter(
    (name) =>
      !name.endsWith('*') && !reactions.some(({ on, hears = [], only }) => !only && (namesFact(on, name) || hears.length > 0)),
  )
  if (names.length === 0) return null
  const meant = [...new Map(limited.map(({ only }) => [`${only.payload} ${only.begins}`, only])).values()].map(
    ({ payload, begins }) => `coalesce(starts_with(f.payload ->> ${literal(payload)}, ${literal(begins)}), false)`,
  )
  return `f.name not in (${names.map(literal).join(', ')}) or ${meant.join(' or ')}`
}
