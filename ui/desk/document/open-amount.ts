import { addDecimals, moneyIn, type MoneyValue, type Row } from '@lianke/kernel'

/** What one amount of a record leaves of another, to the last digit; null where the first is not known. */
export const leftOf = (row: Row, of: string, less: string): MoneyValue | null => {
  const [whole, taken] = [moneyIn(row[of]), moneyIn(row[less])]
  return whole && { amount: addDecimals(whole.amount, taken?.amount ?? '0', -1), currency: whole.currency }
}
