import type { FactInput, FactSource } from '@lianke/kernel'
import type { Platform, Transaction } from '@lianke/platform'
import { isIdentifier, isPresumed } from './rules/mentions.rule.ts'
import { keyOf, normaliseIdentifier } from './rules/normalise-identifier.rule.ts'
import { readRoots } from './statements/read-known.statement.ts'
import { rulesOf, rulesSaid } from './statements/rules-as-set.statement.ts'

interface Received extends FactInput {
  readonly source: FactSource
}

/**
 * Writes on facts that are about to enter the ledger the person whom all their identifiers belong to already, one statement for the set. Identity
 * decides about each as before and takes no word from this; it only has to write anew the few facts of whom it decides otherwise.
 */
export const presumePersons =
  ({ settings, model }: Pick<Platform, 'settings' | 'model'>) =>
  async <F extends Received>(tx: Pick<Transaction, 'query' | 'tenant'>, facts: readonly F[]): Promise<readonly F[]> => {
    const { phoneRegion } = await model(tx.tenant)
    const rules = rulesOf(await rulesSaid((name) => settings.get(tx.tenant, name)), phoneRegion)
    const named = facts.map(({ person, source, payload = {} }) => {
      const given = !person && isPresumed(source) && Array.isArray(payload.identifiers) ? payload.identifiers : []
      const identifiers = given.flatMap((one) => (isIdentifier(one) ? (normaliseIdentifier(one, rules) ?? []) : []))
      return identifiers.length === given.length ? identifiers : []
    })
    const sql = <R>(text: string, params: readonly unknown[] = []) => tx.query<R>({ text, values: params })
    const holders = await readRoots({ sql }, [...new Map(named.flat().map((one) => [keyOf(one), one])).values()])
    return facts.map((fact, at) => {
      const persons = new Set((named[at] ?? []).map((one) => holders.get(keyOf(one)) ?? null))
      const [person] = persons
      return person && persons.size === 1 ? { ...fact, person } : fact
    })
  }
