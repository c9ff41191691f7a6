import type { ChartDefinition, ChartPlace, Filter } from '@lianke/kernel'

/** The charts that a place shows, in order. */
export const chartsAt = (charts: readonly ChartDefinition[], place: ChartPlace): readonly ChartDefinition[] =>
  charts.filter(({ places }) => places.includes(place))

/** The rows of a chart in a window of time; of one's own only, where that is asked. */
export const figureFilter = (chart: ChartDefinition, window: object, mine = false): Filter => ({
  and: [
    ...(mine ? [{ field: 'owner', op: 'me' } as const] : []),
    { field: chart.moment, op: 'within', value: window },
    ...(chart.filter ? [chart.filter] : []),
  ],
})

/** A count as it is read: `–` until it is known, `10,000+` where counting stopped. */
export const sayCount = (
  number: (value: number) => string,
  count: { readonly value: number; readonly capped: boolean } | undefined,
) => (count ? `${number(count.value)}${count.capped ? '+' : ''}` : '–')
