import type { Row } from '@lianke/kernel'
import { useAsk, useModel, useRows } from '@lianke/ui'
import { journey } from '../../objects/journey.object.ts'

const journeysMax = 200

interface Figures {
  readonly journey: string
  readonly entered: number
  readonly here: number
  readonly goal: number
  readonly failed: number
}
interface JourneyNow extends Figures {
  readonly row: Row
}

/** Every journey that was published, with what became of its people; undefined until both are known. */
export const useJourneys = (): { readonly journeys: readonly JourneyNow[] | undefined } => {
  const known = useModel().object(journey.name) !== undefined
  const { data } = useRows(
    journey.name,
    {
      filter: { field: 'status', op: 'in', value: ['running', 'paused', 'stopped'] },
      fields: ['name', 'status', 'goal', 'trigger', 'condition', 'stopped'],
      sort: ['name'],
      limit: journeysMax,
    },
    { enabled: known },
  )
  const { data: overview } = useAsk<{ readonly journeys: readonly Figures[] }>('journey.overview', {}, { enabled: known })
  if (!data || !overview) return { journeys: undefined }
  const figures = new Map(overview.journeys.map((one) => [one.journey, one]))
  const none = { entered: 0, here: 0, goal: 0, failed: 0 }
  return { journeys: data.data.map((row) => ({ ...(figures.get(row.id) ?? { ...none, journey: row.id }), row })) }
}
