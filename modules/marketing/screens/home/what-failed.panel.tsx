import { isObject, label, textIn, titleIn } from '@lianke/kernel'
import { HomePanel, Icon, listPath, recordPath, useAsk, useModel, useModelWords, useNumbers, useText } from '@lianke/ui'
import { Link } from '@tanstack/react-router'
import { journey } from '../../objects/journey.object.ts'
import { segment } from '../../objects/segment.object.ts'
import { segmentFault } from '../segment-fault.ts'
import { useJourneys } from './use-journeys.ts'

const shownMax = 6

interface Fault {
  readonly object: string
  readonly id: string
  readonly name: string
  readonly says: string
}

/** What stands still or went wrong: stopped journeys with their reason, people that a step failed for, segments that cannot be counted. */
const useFaults = (): readonly Fault[] => {
  const text = useText()
  const said = useModelWords()
  const { number } = useNumbers()
  const { journeys = [] } = useJourneys()
  const { data: segments } = useAsk<{ data: readonly { id: string; name: string; error: string }[] }>(
    'segment.faults',
    {},
    { enabled: useModel().object(segment.name) !== undefined },
  )
  const stopped = journeys.flatMap(({ row: { id, name, status, stopped: why } }) =>
    status === 'stopped' && isObject(why)
      ? [
          {
            object: journey.name,
            id,
            name: titleIn(name),
            says: text(label('已停止：{reason}', 'Stopped: {reason}'), {
              reason: said(`refusal.${textIn(why.code) ?? 'server.failed'}`, isObject(why.params) ? { ...why.params } : {}),
            }),
          },
        ]
      : [],
  )
  const failed = journeys
    .filter(({ failed: n, row }) => n > 0 && row.status !== 'stopped')
    .map(({ row, failed: n }) => ({
      object: journey.name,
      id: row.id,
      name: titleIn(row.name),
      says: text(label('{n} 人在步骤上失败', 'A step failed for {n}'), { n: number(n) }),
    }))
  const broken = (segments?.data ?? []).map(({ id, name, error }) => ({
    object: segment.name,
    id,
    name,
    says: text(segmentFault(error)),
  }))
  return [...stopped, ...broken, ...failed]
}

/** What failed in marketing, and leads there; absent where nothing did. */
const WhatFailed = () => {
  const faults = useFaults()
  if (faults.length === 0) return null
  return (
    <HomePanel
      title={label('出错了', 'What failed')}
      count={{ value: faults.length, capped: false }}
      rest={listPath(journey.name)}
    >
      {faults.slice(0, shownMax).map(({ object, id, name, says }) => (
        <Link key={id} to={recordPath(object, id)} className="lk-panel-row lk-home-row">
          <span className="lk-home-fault">
            <Icon name="alert-triangle" size={14} />
          </span>
          <b className="lk-ellipsis">{name}</b>
          <span className="lk-ellipsis lk-muted lk-grow">{says}</span>
        </Link>
      ))}
    </HomePanel>
  )
}
export default WhatFailed
