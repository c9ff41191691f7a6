import { label, type Row } from '@lianke/kernel'
import { Empty, useNumbers, useText } from '@lianke/ui'
import { useState } from 'react'
import { CodeByDay } from './channel-code/code-by-day.tsx'
import { CodePeople } from './channel-code/code-people.tsx'
import { useCodeByDay } from './channel-code/use-code-by-day.ts'
import { useCodeTotals } from './channel-code/use-code-totals.ts'

const Figure = ({ value, said }: { readonly value: number | string; readonly said: string }) => (
  <div className="lk-figure">
    <b className="lk-num">{value}</b>
    <span className="lk-label">{said}</span>
  </div>
)

const FiguresOfState = ({ row, state }: { readonly row: Row; readonly state: string }) => {
  const text = useText()
  const { number } = useNumbers()
  const [span, setSpan] = useState(30)
  const byDay = useCodeByDay(state, span)
  const { came, left, kept } = useCodeTotals(row, state)
  return (
    <>
      <div className="lk-code-numbers">
        <Figure value={number(byDay.days.at(-1)?.added ?? 0)} said={text(label('今日新增', 'Added today'))} />
        <Figure value={number(came)} said={text(label('累计添加', 'Added in all'))} />
        <Figure value={number(left)} said={text(label('流失', 'Lost'))} />
        <Figure value={kept === null ? '–' : `${kept}%`} said={text(label('留存', 'Kept'))} />
      </div>
      <CodeByDay byDay={byDay} span={span} onSpan={setSpan} />
      <CodePeople state={state} />
    </>
  )
}

/** What a code brings: figures, a picture by day, and the people. */
export const ChannelCodeFigures = ({ row }: { readonly row: Row }) => {
  const text = useText()
  const state = String(row.state ?? '')
  return state ? (
    <FiguresOfState row={row} state={state} />
  ) : (
    <Empty
      icon="chart"
      title={text(label('发布后开始统计', 'Figures begin with publishing'))}
      help={text(label('扫码添加的客户会记在这个活码名下', 'Whoever scans and adds is counted here'))}
    />
  )
}
