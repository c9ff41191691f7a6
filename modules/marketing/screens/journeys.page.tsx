import './journey/journey.css'
import { label, type Row, isObject } from '@lianke/kernel'
import {
  Empty,
  Failure,
  FieldValue,
  Icon,
  Page,
  recordPath,
  Skeleton,
  useModel,
  useNarrow,
  useNumbers,
  useRows,
  useText,
} from '@lianke/ui'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useJourneyWords } from './journey/use-journey-words.ts'
import { useAsk } from './use-ask.ts'

const journey = 'marketing.journey'
const shownMax = 200
interface Overview {
  readonly journey: string
  readonly entered: number
  readonly here: number
  readonly goal: number
}

/** All journeys: what starts them, how many came, are on their way and reached the goal. */
const JourneysPage = () => {
  const text = useText()
  const narrow = useNarrow()
  const words = useJourneyWords()
  const navigate = useNavigate()
  const { number } = useNumbers()
  const meta = useModel().object(journey)
  const { data, error, isPending, refetch } = useRows(journey, { sort: ['name'], limit: shownMax })
  const { data: overview } = useAsk<{ journeys: readonly Overview[] }>('journey.overview', {}, { every: 10_000 })
  const figures = new Map(overview?.journeys.map((one) => [one.journey, one]))
  const create = meta?.may.create ? (
    <Button
      type="primary"
      icon={<Icon name="plus" size={15} />}
      onClick={() => void navigate({ to: recordPath(journey, 'new') })}
    >
      {text(label('新建旅程', 'New journey'))}
    </Button>
  ) : null
  const rows = data?.data ?? []
  const line = (row: Row) => {
    const figure = figures.get(row.id)
    return (
      <Link key={row.id} to={recordPath(journey, row.id)} className="lk-journey-row">
        <span className="lk-ellipsis">
          <b>{String(row.name)}</b>
          {row.description && !narrow ? (
            <span className="lk-label lk-ellipsis" style={{ display: 'block' }}>
              {String(row.description)}
            </span>
          ) : null}
        </span>
        {narrow ? null : (
          <span className="lk-muted lk-ellipsis">{words.trigger(isObject(row.trigger) ? row.trigger : null)}</span>
        )}
        <span>{meta?.fields.status ? <FieldValue field={meta.fields.status} value={row.status} /> : null}</span>
        {narrow ? (
          <span className="lk-label lk-num">
            {text(label('进入 {entered} · 途中 {here}', '{entered} entered · {here} under way'), {
              entered: figure?.entered ?? 0,
              here: figure?.here ?? 0,
            })}
          </span>
        ) : (
          <>
            <span className="end lk-num">{number(figure?.entered ?? 0)}</span>
            <span className="end lk-num">{number(figure?.here ?? 0)}</span>
            <span className="end lk-num">{row.goal ? number(figure?.goal ?? 0) : '–'}</span>
          </>
        )}
      </Link>
    )
  }
  return (
    <Page wide title={text(label('旅程', 'Journeys'))} actions={create}>
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : isPending ? (
        <Skeleton rows={5} height={56} />
      ) : rows.length === 0 ? (
        <Empty
          icon="route"
          title={text(label('还没有旅程', 'No journeys yet'))}
          help={text(label('客户做了什么，就自动接上一步', 'When a customer does something, the next step follows by itself'))}
        >
          {create}
        </Empty>
      ) : (
        <>
          {narrow ? null : (
            <div className="lk-journey-row head">
              <span>{text(label('名称', 'Name'))}</span>
              <span>{text(label('触发', 'Trigger'))}</span>
              <span>{text(label('状态', 'Status'))}</span>
              <span className="end">{text(label('进入', 'Entered'))}</span>
              <span className="end">{text(label('途中', 'Under way'))}</span>
              <span className="end">{text(label('达成目标', 'Reached goal'))}</span>
            </div>
          )}
          {rows.map(line)}
        </>
      )}
    </Page>
  )
}
export default JourneysPage
