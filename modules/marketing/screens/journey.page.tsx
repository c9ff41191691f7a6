import './journey/journey.css'
import { Failure, Problem, Skeleton, useRecord, usePathPart } from '@lianke/ui'
import { NewJourney } from './journey/new-journey.tsx'
import { Workbench } from './journey/workbench.tsx'

/** One journey: the canvas, the chosen step beside it, figures on every step. */
const JourneyPage = () => {
  const id = usePathPart('id') ?? 'new'
  const { data, error, isPending, refetch } = useRecord('marketing.journey', id === 'new' ? null : id)
  if (id === 'new') return <NewJourney />
  if (error)
    return (
      <Failure error={error} {...(error instanceof Problem && error.status === 404 ? {} : { retry: () => void refetch() })} />
    )
  if (isPending || !data) return <Skeleton rows={8} />
  return <Workbench key={id} row={data} />
}
export default JourneyPage
