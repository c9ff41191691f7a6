import type { DateOrder } from '@lianke/kernel'

/** In what order the days, months and years of a column may stand. */
export interface ColumnDates {
  /** What all of its dates allow. Several: its values prove nothing, somebody must choose. None: they contradict each other. */
  readonly orders: readonly DateOrder[]
  /** Some that can be read in several ways. */
  readonly examples: readonly string[]
}

const written = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{1,2})(?!\d)/
const examplesMax = 3

const ordersOf = (one: number, two: number, year: string): DateOrder[] => {
  const found: DateOrder[] = []
  if (year.length === 1) return two >= 1 && two <= 12 && one > 12 ? ['ymd'] : []
  if (one >= 1 && one <= 31 && two >= 1 && two <= 12) found.push('dmy')
  if (one >= 1 && one <= 12 && two >= 1 && two <= 31) found.push('mdy')
  if (year.length === 2 && two >= 1 && two <= 12 && Number(year) >= 1 && Number(year) <= 31) found.push('ymd')
  return found
}

/** Takes the texts of a column one by one and tells what orders they leave open. */
export class DateOrders {
  #orders: readonly DateOrder[] = ['dmy', 'mdy', 'ymd']
  #seen = 0
  #examples: string[] = []

  add(cell: string): void {
    const first = cell.charCodeAt(0)
    if (first < 48 || first > 57) return
    const groups = written.exec(cell)
    if (!groups) return
    const orders = ordersOf(Number(groups[1]), Number(groups[2]), groups[3] ?? '')
    if (orders.length === 0) return
    this.#seen++
    this.#orders = this.#orders.filter((order) => orders.includes(order))
    if (orders.length > 1 && this.#examples.length < examplesMax && !this.#examples.includes(cell)) this.#examples.push(cell)
  }

  /** Undefined where nothing in the column can be read in several ways. */
  found(): ColumnDates | undefined {
    return this.#seen === 0 ? undefined : { orders: this.#orders, examples: this.#examples }
  }
}
