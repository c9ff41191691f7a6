import { label, titleIn } from '@lianke/kernel'
import { HomePanel, HomeSkeleton, listPath, recordPath, useNumbers, useText } from '@lianke/ui'
import { Link } from '@tanstack/react-router'
import { journey } from '../../objects/journey.object.ts'
import { useJourneys } from './use-journeys.ts'

const shownMax = 6
const title = label('在跑的旅程', 'Running journeys')

/** Journeys that run, those with most people under way first: how many came, how many are on their way. */
const WhatRuns = () => {
  const text = useText()
  const { number } = useNumbers()
  const { journeys } = useJourneys()
  if (!journeys) return <HomeSkeleton title={title} />
  const running = journeys.filter(({ row }) => row.status === 'running').toSorted((a, b) => b.here - a.here)
  if (running.length === 0) return null
  return (
    <HomePanel title={title} count={{ value: running.length, capped: false }} rest={listPath(journey.name)}>
      {running.slice(0, shownMax).map(({ row, entered, here }) => (
        <Link key={row.id} to={recordPath(journey.name, row.id)} className="lk-panel-row lk-home-row">
          <b className="lk-ellipsis">{titleIn(row.name)}</b>
          <span className="lk-grow" />
          <span className="lk-muted lk-num">{text(label('进入 {n}', '{n} entered'), { n: number(entered) })}</span>
          <span className="lk-num lk-home-figure">{text(label('途中 {n}', '{n} under way'), { n: number(here) })}</span>
        </Link>
      ))}
    </HomePanel>
  )
}
export default WhatRuns
