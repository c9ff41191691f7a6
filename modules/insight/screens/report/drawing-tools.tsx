import { label } from '@lianke/kernel'
import { Icon, useText } from '@lianke/ui'
import { Button, Segmented } from 'antd'
import type { Drawing } from './report-question.ts'
import { drawings } from './use-report-words.ts'

/** How the answer is drawn, and whether its table stands beside the picture. */
export const DrawingTools = ({
  chart,
  tabled,
  onChart,
  onTabled,
}: {
  readonly chart: Drawing
  readonly tabled: boolean
  onChart(chart: Drawing): void
  onTabled(tabled: boolean): void
}) => {
  const text = useText()
  return (
    <>
      <Segmented
        size="small"
        value={chart}
        aria-label={text(label('图形', 'Chart'))}
        onChange={onChart}
        options={drawings.map((one) => ({
          value: one.value,
          icon: <Icon name={one.icon} size={14} />,
          title: text(one.label),
        }))}
      />
      {chart !== 'table' ? (
        <Button
          size="small"
          type="text"
          aria-pressed={tabled}
          icon={<Icon name="table" size={14} />}
          onClick={() => onTabled(!tabled)}
        >
          {text(tabled ? label('收起表格', 'Hide table') : label('对照表格', 'Table beside'))}
        </Button>
      ) : null}
    </>
  )
}
