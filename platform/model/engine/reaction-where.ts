import type { ReactionDefinition } from '@lianke/kernel'
import { namesFact } from '../../store/facts/names-fact.rule.ts'
import { literal } from '../../store/db/sql.ts'

/**
 * What a lane reads of the facts it is named, as a condition in SQL on the fact `f`; null: all. Facts that only reactions to some of their kind
 * name (`only`) are passed over where none of these means them: of a million messages that were sent, a few answer a greeting.
 */
export const readWhere = (
  reactions: readonly ReactionDefinition[],
  namesOf: (one: ReactionDefinition) => readonly string[],
): string | null => {
  const limited = reactions.flatMap((one) => (one.only ? [{ names: namesOf(one), only: one.only }] : []))
  const open = reactions.flatMap((one) => (one.only ? [] : namesOf(one)))
  const names = [...new Set(limited.flatMap((one) => one.names))].filter((name) => !name.endsWith('*') && !namesFact(open, name))
  if (names.length === 0) return null
  const meant = [...new Map(limited.map(({ only }) => [`${only.payload} ${only.begins}`, only])).values()].map(
    ({ payload, begins }) => `coalesce(starts_with(f.payload ->> ${literal(payload)}, ${literal(begins)}), false)`,
  )
  return `f.name not in (${names.map(literal).join(', ')}) or ${meant.join(' or ')}`
}
