import './journey/journey.css'
import { label } from '@lianke/kernel'
import { Empty, Failure, Icon, Page, recordPath, Skeleton, useModel, useNarrow, useRows, useText } from '@lianke/ui'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { JourneyHeads, JourneyLine, type Overview } from './journey/journey-line.tsx'
import { useAsk } from './use-ask.ts'

const journey = 'marketing.journey'
const shownMax = 200

const NewJourney = () => {
  const text = useText()
  const navigate = useNavigate()
  return (
    <Button
      type="primary"
      icon={<Icon name="plus" size={15} />}
      onClick={() => void navigate({ to: recordPath(journey, 'new') })}
    >
      {text(label('新建旅程', 'New journey'))}
    </Button>
  )
}

const Journeys = ({ create }: { readonly create: ReactNode }) => {
  const text = useText()
  const narrow = useNarrow()
  const status = useModel().object(journey)?.fields.status
  const { data, error, isPending, refetch } = useRows(journey, { sort: ['name'], limit: shownMax })
  const { data: overview } = useAsk<{ journeys: readonly Overview[] }>('journey.overview', {}, { every: 10_000 })
  const figures = new Map(overview?.journeys.map((one) => [one.journey, one]))
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (isPending) return <Skeleton rows={5} height={56} />
  if (data.data.length === 0)
    return (
      <Empty
        icon="route"
        title={text(label('还没有旅程', 'No journeys yet'))}
        help={text(label('客户做了什么，就自动接上一步', 'When a customer does something, the next step follows by itself'))}
      >
        {create}
      </Empty>
    )
  return (
    <>
      {narrow ? null : <JourneyHeads />}
      {data.data.map((row) => (
        <JourneyLine key={row.id} row={row} status={status} figure={figures.get(row.id)} />
      ))}
    </>
  )
}

/** All journeys: what starts them, how many came, are on their way and reached the goal. */
const JourneysPage = () => {
  const text = useText()
  const create = useModel().object(journey)?.may.create ? <NewJourney /> : null
  return (
    <Page wide title={text(label('旅程', 'Journeys'))} actions={create}>
      <Journeys create={create} />
    </Page>
  )
}
export default JourneysPage
