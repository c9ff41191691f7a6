import { person } from '@lianke/customer/contract'
import { filterIn, label, titleIn } from '@lianke/kernel'
import {
  HomePanel,
  HomeSkeleton,
  listPath,
  recordPath,
  sayFilter,
  useSpeaker,
  useModel,
  useMoment,
  useNumbers,
  useRows,
  useText,
} from '@lianke/ui'
import { Link } from '@tanstack/react-router'
import { segment } from '../../objects/segment.object.ts'
import { unspoken } from '../../rules/unspoken.rule.ts'
import { useJourneys } from './use-journeys.ts'

const shownMax = 5
const segmentsMax = 200
const title = label('还没有旅程触达的分群', 'Segments no journey speaks to')

/** Segments worth an idea: people are in them and no running journey begins with them, the largest first. */
const SegmentsWorth = () => {
  const text = useText()
  const { number } = useNumbers()
  const { ago } = useMoment()
  const speaker = useSpeaker()
  const meta = useModel().object(segment.name)
  const { journeys } = useJourneys()
  const { data } = useRows(
    segment.name,
    {
      filter: { field: 'status', op: 'eq', value: 'active' },
      fields: ['name', 'filter', 'member_count', 'refreshed_at'],
      limit: segmentsMax,
    },
    { enabled: meta !== undefined },
  )
  if (!meta) return null
  if (!journeys || !data) return <HomeSkeleton title={title} />
  const running = journeys.filter(({ row }) => row.status === 'running').map(({ row }) => row)
  const worth = unspoken(data.data, running)
  if (worth.length === 0) return null
  return (
    <HomePanel title={title} count={{ value: worth.length, capped: false }} rest={listPath(segment.name)}>
      {worth.slice(0, shownMax).map((row) => (
        <Link key={row.id} to={recordPath(segment.name, row.id)} className="lk-panel-row lk-home-row">
          <b className="lk-ellipsis">{titleIn(row.name)}</b>
          <span className="lk-ellipsis lk-muted lk-grow">{sayFilter(speaker, person.name, filterIn(row.filter))}</span>
          <span className="lk-num">{text(label('{n} 人', '{n} people'), { n: number(row.member_count) })}</span>
          <time>{typeof row.refreshed_at === 'string' ? ago(row.refreshed_at) : ''}</time>
        </Link>
      ))}
    </HomePanel>
  )
}
export default SegmentsWorth
