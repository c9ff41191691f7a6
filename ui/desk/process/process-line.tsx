import { isObject, label, type MetaField, type Row } from '@lianke/kernel'
import { recordPath } from '../../base/client/peek.ts'
import { useNarrow } from '../../base/client/viewport.ts'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { FieldValue } from '../../base/field-types/registry.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Link } from '@tanstack/react-router'
import { ofPeople, useKind } from './process-kind.ts'
import { useProcessWords } from './use-process-words.ts'

/** How many came into a process, are on their way in it, reached its goal, failed. */
export interface Overview extends Readonly<Record<string, unknown>> {
  readonly entered: number
  readonly here: number
  readonly goal: number
  readonly failed: number
}

const Figures = ({ row, figure }: { readonly row: Row; readonly figure: Overview | undefined }) => {
  const text = useText()
  const narrow = useNarrow()
  const { number } = useNumbers()
  const { kind } = useKind()
  const { entered = 0, here = 0, goal = 0, failed = 0 } = figure ?? {}
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
      {ofPeople(kind) ? (
        <span className="end lk-num">{row.goal ? number(goal) : '–'}</span>
      ) : (
        <span className="end lk-num" {...(failed > 0 ? { style: { color: 'var(--lk-red-fg)' } } : {})}>
          {number(failed)}
        </span>
      )}
    </>
  )
}

/** One process of the list. */
export const ProcessLine = ({
  row,
  status,
  figure,
}: {
  readonly row: Row
  readonly status: MetaField | undefined
  readonly figure: Overview | undefined
}) => {
  const narrow = useNarrow()
  const words = useProcessWords()
  const { kind } = useKind()
  return (
    <Link to={recordPath(kind.object, row.id)} className="lk-process-row">
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
export const ProcessHeads = ({ people }: { readonly people: boolean }) => {
  const text = useText()
  return (
    <div className="lk-process-row head">
      <span>{text(label('名称', 'Name'))}</span>
      <span>{text(label('触发', 'Trigger'))}</span>
      <span>{text(label('状态', 'Status'))}</span>
      <span className="end">{text(label('进入', 'Entered'))}</span>
      <span className="end">{text(label('途中', 'Under way'))}</span>
      <span className="end">{text(people ? label('达成目标', 'Reached goal') : label('失败', 'Failed'))}</span>
    </div>
  )
}
