import { label } from '@lianke/kernel'
import { AsOf, Empty, Failure, LeftOut, Skeleton, useModel, useNarrow, useText } from '@lianke/ui'
import { Picture } from './picture.tsx'
import { PivotTable } from './pivot-table.tsx'
import type { useAnswer } from './use-answer.ts'
import { leftOutFields } from './report-question.ts'
import { useDrill } from './use-drill.ts'

/** What the figures say: picture, table, or why there is none. A click opens the rows behind. */
export const ReportAnswer = ({
  object,
  answer: { asked, pivot, capped, leftOut, asOf, error, isPending, isFetching, refetch },
  title,
  tabled,
}: {
  readonly object: string
  readonly answer: ReturnType<typeof useAnswer>
  readonly title: string
  readonly tabled: boolean
}) => {
  const text = useText()
  const model = useModel()
  const drill = useDrill(object)
  const height = useNarrow() ? 240 : 340
  const pick = (rowKey: string, column: string) => asked && pivot && drill(asked, pivot, rowKey, column)
  return error ? (
    <Failure error={error} retry={() => void refetch()} />
  ) : isPending || !pivot || !asked ? (
    <Skeleton rows={6} />
  ) : pivot.rows.length === 0 ? (
    <Empty
      icon="chart"
      title={text(label('没有符合的数据', 'Nothing matches'))}
      help={text(label('放宽条件，或换一个字段', 'Loosen the conditions or choose another field'))}
    />
  ) : (
    <div style={{ opacity: isFetching ? 0.6 : 1 }}>
      {asked.chart === 'table' ? null : (
        <Picture object={object} question={asked} pivot={pivot} height={height} title={title} onPick={pick} />
      )}
      {asked.chart === 'table' || tabled ? <PivotTable object={object} question={asked} pivot={pivot} onPick={pick} /> : null}
      {leftOutFields(asked, leftOut).map(({ field, count }) => (
        <p key={field} className="lk-muted">
          {text(model.fieldAt(object, field)?.label)}{' '}
          <LeftOut object={object} field={field} filter={asked.filter} count={count} />
        </p>
      ))}
      {asOf ? <AsOf at={asOf} /> : null}
      {capped ? (
        <p className="lk-muted">
          {text(
            label(
              '结果很多，只算出前 1,000 组；加一个条件会更清楚。',
              'There are many groups; the first 1,000 are shown. A condition makes it clearer.',
            ),
          )}
        </p>
      ) : null}
    </div>
  )
}
