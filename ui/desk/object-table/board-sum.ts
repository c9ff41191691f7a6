import { addDecimals, idIn, moneyIn, partOf, type Row, textIn } from '@lianke/kernel'
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

/** What the figures say of a column: the sum of its cards, and how many amounts it leaves out. */
export interface SumOfColumn {
  readonly sum: string | null
  readonly leftOut: number
}

/** Sums of all columns in one question: for those of which not all cards are there, or not all in one currency. */
export const useColumnSums = (
  { object, filter, search }: BoardOf,
  amount: string | null,
): ((value: string | null) => SumOfColumn) => {
  const board = String(object.board)
  const input: AggregateInput = {
    group: [{ field: board }],
    measures: [{ fn: 'sum', field: amount ?? '' }],
    ...(filter ? { filter } : {}),
  }
  const { data } = useAggregate(object.name, input, { enabled: amount !== null && search === '' })
  return (value) => {
    const row = data?.data.find((one) => idIn(one[board]) === value)
    const key = `sum:${amount}`
    const sum: unknown = row?.[key]
    return {
      sum: textIn(sum) ?? (typeof sum === 'number' ? String(sum) : null),
      leftOut: Number(partOf(row?.left_out, key) ?? 0),
    }
  }
}
