import { label, titleIn } from '@lianke/kernel'
import { HomePanel, HomeSkeleton, listPath, recordPath, useNumbers, useText } from '@lianke/ui'
import { Link } from '@tanstack/react-router'
import { journey } from '../../objects/journey.object.ts'
import { goalShare } from '../../rules/goal-share.rule.ts'
import { useJourneys } from './use-journeys.ts'

const shownMax = 6
const title = label('哪些在转化', 'What converts')

/** Journeys with a goal, the best first: how many of those who came reached it. Absent where no journey says what it is for. */
const WhatConverts = () => {
  const text = useText()
  const { number } = useNumbers()
  const { journeys } = useJourneys()
  if (!journeys) return <HomeSkeleton title={title} />
  const ranked = journeys
    .filter(({ row, entered }) => row.goal !== null && entered > 0)
    .map((one) => ({ ...one, share: goalShare(one) }))
    .toSorted((a, b) => b.share - a.share)
    .slice(0, shownMax)
  if (ranked.length === 0) return null
  const most = Math.max(...ranked.map(({ share }) => share), 1)
  return (
    <HomePanel title={title} rest={listPath(journey.name)}>
      <ol className="lk-ranking">
        {ranked.map(({ row, entered, goal, share }) => (
          <li key={row.id}>
            <Link to={recordPath(journey.name, row.id)} className="lk-ellipsis lk-grow">
              {titleIn(row.name)}
            </Link>
            <span className="lk-muted lk-num">
              {text(label('{goal}/{entered} 人', '{goal} of {entered}'), { goal: number(goal), entered: number(entered) })}
            </span>
            <span className="lk-num">{number(share)}%</span>
            <i style={{ width: `${(share / most) * 100}%` }} />
          </li>
        ))}
      </ol>
    </HomePanel>
  )
}
export default WhatConverts
