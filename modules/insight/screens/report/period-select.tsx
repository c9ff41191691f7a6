import { type Filter, label } from '@lianke/kernel'
import { useText } from '@lianke/ui'
import { Select } from 'antd'
import { periodOf, withPeriod } from './period-filter.ts'

const periods = [7, 30, 90, 365]

/** How far back a report on events looks. */
export const PeriodSelect = ({ filter, onChange }: { readonly filter: Filter | null; onChange(filter: Filter | null): void }) => {
  const text = useText()
  return (
    <Select
      size="small"
      style={{ width: 120 }}
      value={periodOf(filter)}
      aria-label={text(label('期间', 'Period'))}
      onChange={(days) => onChange(withPeriod(filter, days))}
      options={[
        { value: 0, label: text(label('全部时间', 'All time')) },
        ...periods.map((n) => ({ value: n, label: text(label('最近 {n} 天', 'Last {n} days'), { n }) })),
      ]}
    />
  )
}
