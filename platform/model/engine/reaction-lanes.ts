import { identityReader, type ModuleDefinition, type ReactionDefinition } from '@lianke/kernel'
import { noticeReactions } from '../notices/tell-notice.ts'

/** One queue of answers to facts, with a place of its own in the ledger. */
export interface ReactionLane {
  /** Its reader: `reactions:<module>`, or `notices`. */
  readonly reader: string
  /** It is given only what this reader has handled. */
  readonly after: string | undefined
  readonly reactions: readonly ReactionDefinition[]
  /** Rests this long between turns that are not full: what nobody waits for by the second need not look twenty times. */
  readonly restMs: number
}

/** The reader that gave all answers, before each module had a lane. */
export const formerReader = 'reactions'
const groundRestMs = 50
const restMs = 200

/**
 * Each module answers facts in a lane of its own, and notices have one: a million orders of one never stand before the word to somebody. Modules of
 * the ground go first, one after the other, because the answers of the others lean on what these made of a fact (a relation stands before its
 * code is counted).
 */
export const reactionLanes = (
  modules: readonly ModuleDefinition[],
  { identified }: { readonly identified: boolean },
): readonly ReactionLane[] => {
  const answering = modules.filter(({ reactions = [] }) => reactions.length > 0)
  const lane = ({ name, reactions = [] }: ModuleDefinition) => ({ reader: `reactions:${name}`, reactions })
  let after = identified ? identityReader : undefined
  const ground = answering
    .filter((module) => module.ground)
    .map((module) => {
      const own: ReactionLane = { ...lane(module), after, restMs: groundRestMs }
      after = own.reader
      return own
    })
  const others = answering.filter((module) => !module.ground).map((module) => ({ ...lane(module), after, restMs }))
  const notices = noticeReactions(modules)
  const told = notices.length > 0 ? [{ reader: 'notices', after, reactions: notices, restMs }] : []
  return [...ground, ...others, ...told]
}
