import { label, objectsIn, textIn } from '@lianke/kernel'
import { Button, Input } from 'antd'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { freeOutlet } from './outlet-parts.ts'
import { RemoveButton } from './remove-button.tsx'
import type { TriggerProps } from './trigger-props.ts'
import { useBench } from './use-workbench.ts'

const valuesMax = 20

/** Names of what runs take along of the request that starts them, or of answers on the way. */
export const useTakenNames = (): string[] => {
  const { trigger, graph } = useBench().draft
  const sources = [
    ...(trigger?.on === 'hook' ? [trigger.values] : []),
    ...graph.nodes.flatMap(({ step, config }) => (step === 'flow.http_request' ? [config.values] : [])),
  ]
  return [...new Set(sources.flatMap((values) => objectsIn(values).flatMap(({ name }) => textIn(name) || [])))]
}

/** What a run takes along of the request, each under a name of its own. */
export const TakenValues = ({ trigger, disabled, onChange }: TriggerProps) => {
  const text = useText()
  const values = objectsIn(trigger.values)
  const send = (next: readonly Readonly<Record<string, unknown>>[]) => onChange({ ...trigger, values: next })
  const set = (index: number, part: Readonly<Record<string, unknown>>) =>
    send(values.map((one, at) => (at === index ? { ...one, ...part } : one)))
  return (
    <>
      {values.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place, its name is being typed
        <div key={index} className="lk-row">
          <Input
            size="small"
            disabled={disabled}
            value={textIn(value.name) ?? ''}
            maxLength={40}
            placeholder={text(label('名称', 'Name'))}
            aria-label={text(label('值的名称', 'Name of the value'))}
            onChange={(event) => set(index, { name: event.target.value.trim() })}
          />
          <Input
            size="small"
            disabled={disabled}
            value={textIn(value.path) ?? ''}
            placeholder="data.amount"
            aria-label={text(label('在请求或答复里的位置', 'Where it stands'))}
            onChange={(event) => set(index, { path: event.target.value.trim() })}
          />
          <RemoveButton disabled={disabled} onRemove={() => send(values.filter((_, at) => at !== index))} />
        </div>
      ))}
      <Button
        size="small"
        disabled={disabled || values.length >= valuesMax}
        icon={<Icon name="plus" size={13} />}
        onClick={() =>
          send([
            ...values,
            {
              name: freeOutlet(
                'v',
                values.flatMap(({ name }) => textIn(name) ?? []),
              ),
              path: '',
            },
          ])
        }
      >
        {text(label('取一个值', 'Take a value'))}
      </Button>
    </>
  )
}
