import { label } from '@lianke/kernel'
import { Chart, useChartLook, useNumbers, useText } from '@lianke/ui'
import { useMemo } from 'react'
import { drawAxes } from './draw-axes.ts'
import { drawRing, slicesMax } from './draw-ring.ts'
import { drawnAnswer } from './drawn-answer.ts'
import { measureKey, type Pivot, type Question } from './report-question.ts'
import { useReportWords } from './use-report-words.ts'
import { useSpread } from './use-spread.ts'

interface Props {
  readonly object: string
  readonly question: Question
  readonly pivot: Pivot
  readonly height: number
  readonly title: string
  onPick(row: string, column: string): void
}

/** The figures alone. */
const Numbers = ({ object, question, pivot, onPick }: Omit<Props, 'height' | 'title'>) => {
  const words = useReportWords(object)
  const row = pivot.rows[0]?.key ?? '[]'
  const column = pivot.columns[0]?.key ?? '[]'
  const cell = pivot.cell(row, column)
  return (
    <div className="lk-report-numbers">
      {question.measures.map((measure) => (
        <button type="button" key={measureKey(measure)} className="lk-plain" onClick={() => onPick(row, column)}>
          <b className="lk-num">{words.figure(measure, cell?.[measureKey(measure)])}</b>
          <span className="lk-label">{words.measure(measure)}</span>
        </button>
      ))}
    </div>
  )
}

const Drawing = ({ object, question, pivot, height, title, onPick }: Props) => {
  const text = useText()
  const look = useChartLook()
  const spread = useSpread(object, question)
  const { short } = useNumbers()
  const ring = question.chart === 'pie'
  const { drawn, option } = useMemo(() => {
    const answer = drawnAnswer(question, pivot, spread)
    return {
      drawn: answer,
      option: ring ? drawRing(answer, look, text(label('其他', 'Others'))) : drawAxes(answer, look, short),
    }
  }, [look, question, pivot])
  return (
    <Chart
      height={height}
      option={option}
      label={title}
      onPick={({ series: at, index }) => {
        const row = ring && index >= slicesMax ? undefined : drawn.rows[index]
        if (row) onPick(row.key, drawn.series[ring ? 0 : at]?.column ?? '[]')
      }}
    />
  )
}

/** The answer as bars, lines, a ring or one number; a click opens the rows behind. */
export const Picture = (props: Props) => (props.question.chart === 'number' ? <Numbers {...props} /> : <Drawing {...props} />)
