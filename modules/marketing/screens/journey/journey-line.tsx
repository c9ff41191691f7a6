import { isObject, label, type MetaField, type Row } from '@lianke/kernel'
import { FieldValue, recordPath, useNarrow, useNumbers, useText } from '@lianke/ui'
import { Link } from '@tanstack/react-router'
import { useJourneyWords } from './use-journey-words.ts'

/** How many came into a journey, are on their way in it, and reached its goal. */
export interface Overview {
  readonly journey: string
  readonly entered: number
  readonly here: number
  readonly goal: number
}

const Figures = ({ row, figure }: { readonly row: Row; readonly figure: Overview | undefined }) => {
  const text = useText()
  const narrow = useNarrow()
  const { number } = useNumbers()
  const { entered = 0, here = 0, goal = 0 } = figure ?? {}
  if (narrow)
    return (
      <span className="lk-label lk-num">
        {text(label('进入 {entered} · 途中 {here}', '{entered} entered · {here} under way'), { entered, here })}
      </span>
    )
  return (
    <>
      <span className="end lk-num">{number(entered)}</span>
      <span className="end lk-num">{number(here)}</span>
      <span className="end lk-num">{row.goal ? number(goal) : '–'}</span>
    </>
  )
}

/** One journey of the list. */
export const JourneyLine = ({
  row,
  status,
  figure,
}: {
  readonly row: Row
  readonly status: MetaField | undefined
  readonly figure: Overview | undefined
}) => {
  const narrow = useNarrow()
  const words = useJourneyWords()
  return (
    <Link to={recordPath('marketing.journey', row.id)} className="lk-journey-row">
      <span className="lk-ellipsis">
        <b>{String(row.name)}</b>
        {row.description && !narrow ? (
          <span className="lk-label lk-ellipsis" style={{ display: 'block' }}>
            {String(row.description)}
          </span>
        ) : null}
      </span>
      {narrow ? null : <span className="lk-muted lk-ellipsis">{words.trigger(isObject(row.trigger) ? row.trigger : null)}</span>}
      <span>{status ? <FieldValue field={status} value={row.status} /> : null}</span>
      <Figures row={row} figure={figure} />
    </Link>
  )
}

/** What the columns are called. */
export const JourneyHeads = () => {
  const text = useText()
  return (
    <div className="lk-journey-row head">
      <span>{text(label('名称', 'Name'))}</span>
      <span>{text(label('触发', 'Trigger'))}</span>
      <span>{text(label('状态', 'Status'))}</span>
      <span className="end">{text(label('进入', 'Entered'))}</span>
      <span className="end">{text(label('途中', 'Under way'))}</span>
      <span className="end">{text(label('达成目标', 'Reached goal'))}</span>
    </div>
  )
}
