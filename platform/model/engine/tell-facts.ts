import { type Actor, check, type FactInput, type FactSource, refuse } from '@lianke/kernel'
import type { Transaction } from '../../store/db/database.ts'
import { appendFacts, type FactRow } from '../../store/facts/append-facts.ts'
import { factRow } from '../../store/facts/fact-row.ts'
import { tellingProblem } from '../model/event-sources.ts'
import type { Model } from '../model/model.ts'
import { sourceWords } from '../model/source-words.ts'

interface Teller {
  readonly actor: Actor
  readonly now: string
}
/** What somebody outside told, held to the definition of its event. */
export interface ReceivedFact extends FactInput {
  readonly source: FactSource
}

const rowOf = (fact: FactInput, source: FactSource, teller: Teller): FactRow => {
  check(/^[a-z]/.test(fact.name), 'a fact has a name')
  return factRow(fact, { ...teller, source })
}

/** Appends facts that an engine tells, in its transaction; hops follow from the cause. Answers how many were new. */
export const tellFacts = async (tx: Transaction, facts: readonly FactInput[], teller: Teller): Promise<number> => {
  if (facts.length === 0) return 0
  const written = await appendFacts(
    tx,
    facts.map((fact) => rowOf(fact, 'house', teller)),
  )
  return written.size
}

/** A fact from outside as it may enter the ledger. Refuses what this source may not tell. */
export const receivedFact = (model: Model, source: FactSource, fact: FactInput): ReceivedFact => {
  const problem = tellingProblem(model, fact.name, source)
  if (problem) refuse(problem, { params: sourceWords(model, fact.name, source) })
  return { ...fact, source }
}

/** Appends what was received, each under the name of who told it. */
export const tellReceived = async (tx: Transaction, facts: readonly ReceivedFact[], teller: Teller): Promise<number> => {
  if (facts.length === 0) return 0
  const written = await appendFacts(
    tx,
    facts.map((fact) => rowOf(fact, fact.source, teller)),
  )
  return written.size
}
