import type { FactInput, ModuleDefinition } from '@lianke/kernel'
import type { Connection } from '../../store/db/database.ts'
import { answersTo } from './answers-to.ts'

const isOfSomebody = ({ person, subject, payload }: FactInput): boolean => Boolean(person ?? subject ?? payload?.identifiers)

/**
 * Those of a set of facts of which anything comes: the product answers them, or something listens to their name that the company made itself. That
 * is asked once for the set, and only of names that the product does not answer.
 */
export const answeredFacts = async <F extends FactInput>(
  tx: Pick<Connection, 'query'>,
  modules: readonly ModuleDefinition[],
  facts: readonly F[],
): Promise<ReadonlySet<F>> => {
  const isAnswered = answersTo(modules)
  const answered = new Set(facts.filter(isAnswered))
  const work = { sql: <R>(text: string, values: readonly unknown[] = []) => tx.query<R>({ text, values }) }
  for (const { listens } of modules) {
    if (!listens) continue
    const open = facts.filter((fact) => !answered.has(fact) && (!listens.ofSomebody || isOfSomebody(fact)))
    if (open.length === 0) continue
    const heard = new Set(await listens.ask(work, [...new Set(open.map(({ name }) => name))]))
    for (const fact of open) if (heard.has(fact.name)) answered.add(fact)
  }
  return answered
}
