import { type Fact, identityReader, type ReactionDefinition } from '@lianke/kernel'
import { tellingProblem } from '../model/event-sources.ts'
import { reactionsIn } from '../notices/tell-notice.ts'
import type { Platform } from '../../platform.ts'
import { factReader } from '../../store/facts/fact-reader.ts'
import type { Reader } from '../../store/facts/run-readers.ts'

const reactionsReader = 'reactions'
const reactionsPerBatchMax = 100

/**
 * The reactions of all modules as one reader. Each answer runs in a room of its own with the key of `once` written in the same
 * transaction: a batch that is handled twice has the effect of once, and a reaction that fails does not repeat the others.
 */
export const reactionReader = (platform: Platform, { identified }: { readonly identified: boolean }): Reader => {
  const reactions = reactionsIn(platform.modules)
  const meant = new Map(
    platform.modules.flatMap(({ events = [] }) => events.flatMap(({ name, means }) => (means ? [[name, means] as const] : []))),
  )
  const heard = new Set(reactions.flatMap(({ hears = [] }) => hears))
  const namesOfMeanings = [...meant].flatMap(([name, means]) => (heard.has(means) ? [name] : []))
  const names = [...new Set([...reactions.flatMap(({ on }) => on), ...namesOfMeanings])]
  const options = {
    reader: reactionsReader,
    names,
    limit: reactionsPerBatchMax,
    passHeld: true,
    restMs: 50,
    // Reactions change records, rights and money: they ask again who told them.
    believing: async (tenant: string) => {
      const model = await platform.model(tenant)
      return (fact: Fact) => tellingProblem(model, fact.name, fact.source) === null
    },
    ...(identified ? { after: identityReader } : {}),
  }
  return factReader(platform, options, (tenant) => async (_tx, facts) => {
    for (const told of facts) {
      const means = meant.get(told.name)
      const fact = means ? { ...told, means } : told
      const concerned = reactions.filter(
        ({ on, hears = [] }) => on.some((pattern) => matches(pattern, fact.name)) || (means && hears.includes(means)),
      )
      for (const reaction of concerned) await react(platform, tenant, reaction, fact)
    }
  })
}

const matches = (pattern: string, name: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name

const react = (platform: Platform, tenant: string, reaction: ReactionDefinition, fact: Fact): Promise<void> =>
  platform.room(
    tenant,
    { kind: 'system', id: `reaction:${reaction.name}` },
    async (room) => {
      const fresh = await room.sql(
        'insert into reaction_done (reaction, once) values ($1, $2) on conflict do nothing returning 1',
        [reaction.name, reaction.once(fact)],
      )
      if (fresh.length > 0) await reaction.run(room, fact)
    },
    { cause: { id: fact.id, hops: fact.hops } },
  )
