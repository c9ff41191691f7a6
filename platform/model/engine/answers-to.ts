import type { FactInput, Meaning, ModuleDefinition, ReactionDefinition } from '@lianke/kernel'
import { noticeReactions } from '../notices/tell-notice.ts'
import { namesFact } from '../../store/facts/names-fact.rule.ts'

/** What the events of these modules mean, by their names. */
export const meaningsOf = (modules: readonly ModuleDefinition[]): ReadonlyMap<string, Meaning> =>
  new Map(modules.flatMap(({ events = [] }) => events.flatMap(({ name, means }) => (means ? [[name, means] as const] : []))))

/** Names of the facts that a reaction answers: those it says, and those that mean what it hears. */
export const factsOf = ({ on, hears = [] }: ReactionDefinition, meant: ReadonlyMap<string, Meaning>): readonly string[] => [
  ...on,
  ...[...meant].flatMap(([name, means]) => (hears.includes(means) ? [name] : [])),
]

type IsAnswered = (fact: FactInput) => boolean

const isAnsweredBy = (modules: readonly ModuleDefinition[]): IsAnswered => {
  const meant = meaningsOf(modules)
  const reactions = [...modules.flatMap(({ reactions: own = [] }) => own), ...noticeReactions(modules)]
  const names = reactions.flatMap((reaction) => factsOf(reaction, meant))
  const exact = new Set(names)
  const prefixes = [...exact].filter((name) => name.endsWith('*'))
  const lines = new Set(modules.flatMap(({ events = [] }) => events.flatMap(({ name, sentence }) => (sentence ? [name] : []))))
  return ({ name, person, payload }) =>
    exact.has(name) || namesFact(prefixes, name) || (lines.has(name) && Boolean(person ?? payload?.identifiers))
}

const known = new WeakMap<readonly ModuleDefinition[], IsAnswered>()
/** Whether anything comes of a fact: a reaction or a notice answers it, or it is a line of somebody's timeline. */
export const answersTo = (modules: readonly ModuleDefinition[]): IsAnswered => {
  const found = known.get(modules) ?? isAnsweredBy(modules)
  known.set(modules, found)
  return found
}
