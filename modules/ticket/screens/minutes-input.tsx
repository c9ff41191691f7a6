import { label } from '@lianke/kernel'
import { useText } from '@lianke/ui'
import { InputNumber, Select } from 'antd'
import { useState } from 'react'

const minutesMax = 525_600
const hourMinutes = 60

/** So many minutes, said in minutes or in hours. */
export const MinutesInput = ({
  said,
  value,
  onChange,
}: {
  readonly said: string
  readonly value: number
  onChange(minutes: number): void
}) => {
  const text = useText()
  const [unit, setUnit] = useState(value % hourMinutes === 0 ? hourMinutes : 1)
  return (
    <span className="lk-level-span">
      <InputNumber
        style={{ width: 88 }}
        aria-label={said}
        controls={false}
        min={unit === 1 ? 1 : 0.5}
        max={minutesMax / unit}
        value={value / unit}
        onChange={(next) => next !== null && onChange(Math.max(1, Math.round(next * unit)))}
      />
      <Select
        style={{ width: 92 }}
        aria-label={text(label('单位', 'Unit'))}
        value={unit}
        options={[
          { value: 1, label: text(label('分钟', 'minutes')) },
          { value: hourMinutes, label: text(label('小时', 'hours')) },
        ]}
        onChange={setUnit}
      />
    </span>
  )
}
