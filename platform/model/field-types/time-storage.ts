import type { FilterOperator } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import { allOf } from '../../store/db/sql.ts'
import type { FieldStorage, FilterContext } from './field-storage.ts'
import { scalarStorage } from './scalar-storage.ts'
import { anniversaryDays, dayRange, type TimeRange, timeRange } from './time-range.ts'

interface Time {
  readonly name: 'date' | 'datetime'
  readonly pg: 'date' | 'timestamptz'
  readonly analytics: string
  readonly toAnalytics: (value: string) => string
}

/** Days and instants: every condition is a range, so that both stores can use their order. */
export const timeStorage = ({ name, pg, analytics, toAnalytics }: Time): FieldStorage => {
  const base = scalarStorage({
    name,
    pg: () => pg,
    analytics: () => `Nullable(${analytics})`,
    analyticsParam: analytics,
    sortType: pg,
    operand: () => undefined,
    toAnalytics: (value) => toAnalytics(value as string),
  })
  const rangeOf = (op: FilterOperator, value: unknown, field: string, context: FilterContext): TimeRange => {
    const range = timeRange(op, value, field, context)
    return pg === 'date' ? dayRange(range, context.zone) : range
  }
  return {
    ...base,
    filter: (op, value, field, options, ref, context) => {
      if (op === 'empty' || op === 'not_empty') return base.filter(op, value, field, options, ref, context)
      if (op === 'anniversary') {
        const day = pg === 'date' ? ref(field) : sql`(${ref(field)} at time zone ${context.zone})`
        const days = anniversaryDays(value, field, context)
        return days === null ? sql<boolean>`${day} is not null` : sql<boolean>`to_char(${day}, 'MM-DD') = any(${days}::text[])`
      }
      const { from, to, outside } = rangeOf(op, value, field, context)
      const cast = sql.raw(pg)
      const bounds: RawBuilder<boolean>[] = []
      if (from !== null) bounds.push(sql<boolean>`${ref(field)} >= ${from}::${cast}`)
      if (to !== null) bounds.push(sql<boolean>`${ref(field)} < ${to}::${cast}`)
      return outside ? sql<boolean>`${allOf(bounds)} is not true` : allOf(bounds)
    },
    analyticsFilter: (op, value, field, options, ref, param, context) => {
      if (op === 'empty' || op === 'not_empty') return base.analyticsFilter(op, value, field, options, ref, param, context)
      if (op === 'anniversary') {
        const day = pg === 'date' ? ref(field) : `toTimeZone(${ref(field)}, ${param(context.zone, 'String')})`
        const days = anniversaryDays(value, field, context)?.map((monthDay) => Number(monthDay.replace('-', '')))
        return days
          ? `toMonth(${day}) * 100 + toDayOfMonth(${day}) in ${param(days, 'Array(UInt16)')}`
          : `isNotNull(${ref(field)})`
      }
      const { from, to, outside } = rangeOf(op, value, field, context)
      const bounds: string[] = []
      if (from !== null) bounds.push(`${ref(field)} >= ${param(toAnalytics(from), analytics)}`)
      if (to !== null) bounds.push(`${ref(field)} < ${param(toAnalytics(to), analytics)}`)
      const inside = `(${bounds.join(' and ')})`
      return outside ? `not ifNull(${inside}, false)` : inside
    },
  }
}
