import { type AmountType, check, type Fields, type LedgerDefinition, type OpenLedger, type TypeContext } from '@lianke/kernel'
import type { Model } from '../model/model.ts'
import type { Ask } from './ledger-store.ts'
import { ledgerOf } from './open-ledger.ts'
import { readBalances } from './read-balances.ts'

const writes = (): never => check(false, 'a reading room does not write') as never

/** A ledger where one only reads. */
export const readingLedger = <A extends Fields, M extends AmountType>(
  ask: Ask,
  model: Model,
  types: TypeContext,
  definition: LedgerDefinition<A, M>,
): OpenLedger<A, M> => ({
  post: writes,
  hold: writes,
  capture: writes,
  release: writes,
  reverse: writes,
  endDue: writes,
  balances: (accounts, options = {}) => readBalances(ask, ledgerOf(model, definition.name), types, accounts, options.at),
})
