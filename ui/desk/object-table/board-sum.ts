import { addDecimals, idIn, moneyIn, type Row, textIn } from '@lianke/kernel'
import { type AggregateInput, useAggregate } from '../../base/client/records.ts'
import type { BoardOf } from './board-column.tsx'

/** The sum of an amount over rows of one currency, to the last digit; null where currencies are mixed. */
export const sumOfRows = (rows: readonly Row[], field: string): { readonly amount: string; readonly currency: string } | null => {
  const given = rows.flatMap((row) => moneyIn(row[field]) ?? [])
  const [first] = given
  if (!first) return null
  if (given.some(({ currency }) => currency !== first.currency)) return null
  return { amount: given.reduce((sum, { amount }) => addDecimals(sum, amount), '0'), currency: first.currency }
}

/** Sums of all columns in one question: for those of which not all cards are there. */
export const useColumnSums = (
  { object, filter, search }: BoardOf,
  amount: string | null,
): ((value: string | null) => string | null) => {
  const board = String(object.board)
  const input: AggregateInput = {
    group: [{ field: board }],
    measures: [{ fn: 'sum', field: amount ?? '' }],
    ...(filter ? { filter } : {}),
  }
  const { data } = useAggregate(object.name, input, { enabled: amount !== null && search === '' })
  return (value) => {
    const row = data?.data.find((one) => idIn(one[board]) === value)
    const sum: unknown = row?.[`sum:${amount}`]
    return textIn(sum) ?? (typeof sum === 'number' ? String(sum) : null)
  }
}
