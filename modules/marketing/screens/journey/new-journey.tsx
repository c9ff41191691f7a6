import { label } from '@lianke/kernel'
import { Icon, Problem, recordPath, useModel, useSave, useText, useToast } from '@lianke/ui'
import { useNavigate } from '@tanstack/react-router'
import { emptyGraph } from './journey-graph.ts'
import { journeyStarts } from './journey-starts.ts'

const journey = 'marketing.journey'
const namesTriedMax = 30

/** Where a new journey begins: from a ready one or from nothing. */
export const NewJourney = () => {
  const text = useText()
  const toast = useToast()
  const navigate = useNavigate()
  const save = useSave(journey)
  // What a new journey speaks by: the first channel that carries messages to people.
  const channel = useModel().channels.find(({ actions }) => actions.some(({ does }) => does === 'message'))?.name ?? ''
  const pick = (zh: string, en: string) => text(label(zh, en))
  // Names of journeys are unique: the second «New journey» is called «New journey 2».
  const begin = async (name: string, values: { graph: unknown; trigger: unknown }) => {
    for (let n = 1; n <= namesTriedMax; n++) {
      try {
        const { id } = await save.mutateAsync({
          values: { name: n === 1 ? name : `${name} ${n}`, status: 'draft', reentry: { mode: 'once' }, ...values },
        })
        return void navigate({ to: recordPath(journey, id), replace: true })
      } catch (error) {
        if (n === namesTriedMax || !(error instanceof Problem) || error.status !== 409) return toast.failed(error)
      }
    }
  }
  return (
    <div className="lk-page">
      <div className="lk-page-body" style={{ paddingTop: 48 }}>
        <h1 className="lk-title-2" style={{ textAlign: 'center' }}>
          {pick('从哪里开始？', 'Where to begin?')}
        </h1>
        <div className="lk-journey-starts">
          {journeyStarts.map((one) => (
            <button
              key={one.icon}
              type="button"
              className="lk-journey-start"
              onClick={() => void begin(text(one.name), { graph: one.graph(pick, channel), trigger: one.trigger })}
            >
              <Icon name={one.icon} size={18} />
              <b>{text(one.name)}</b>
              <span className="lk-label">{text(one.help)}</span>
            </button>
          ))}
          <button
            type="button"
            className="lk-journey-start"
            onClick={() => void begin(pick('新旅程', 'New journey'), { graph: emptyGraph, trigger: { on: 'event', event: '' } })}
          >
            <Icon name="plus" size={18} />
            <b>{pick('空白旅程', 'Blank journey')}</b>
            <span className="lk-label">{pick('自己选触发和步骤', 'Choose trigger and steps yourself')}</span>
          </button>
        </div>
      </div>
    </div>
  )
}
