export { commerceModule } from './module.ts'
export { accountPrepayment, prepayment } from './ledgers/prepayment.ledger.ts'
