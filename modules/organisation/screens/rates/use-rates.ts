import { request, useRows } from '@lianke/ui'
import { useQuery } from '@tanstack/react-query'
import { exchangeRate } from '../../objects/exchange-rate.object.ts'

export interface StandingRate {
  readonly currency: string
  readonly rate: string
  readonly holds_from: string
  readonly source: string
  readonly rates: number
}
interface Rates {
  readonly currency: string
  readonly today: string
  readonly data: readonly StandingRate[]
}
const historyMax = 200

/** A rate as it was entered, every digit of it: `7.2055`. */
export const rateText = (rate: unknown): string =>
  String(rate ?? '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')

/** What every currency is worth today. */
export const useRates = () =>
  useQuery({
    queryKey: ['rows', exchangeRate.name, 'standing'],
    queryFn: ({ signal }) => request<Rates>('/organisation/rates', { signal }),
  })

/** The rates of one currency, the newest day first. */
export const useHistory = (currency: string) =>
  useRows(exchangeRate.name, {
    filter: { field: 'currency', op: 'eq', value: currency },
    sort: ['-holds_from'],
    limit: historyMax,
  })
