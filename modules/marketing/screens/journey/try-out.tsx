import { person as personObject } from '@lianke/customer/contract'
import { label, idIn } from '@lianke/kernel'
import { Icon, RecordPicker, useCommand, useText, useToast } from '@lianke/ui'
import { Button, Popover } from 'antd'
import { type Stop, useBench } from './use-workbench.ts'

/** Sends one person through the draft without doing anything. The draft is kept before. */
export const TryOut = () => {
  const { row, stops, setStops, send } = useBench()
  const text = useText()
  const toast = useToast()
  const trial = useCommand<{ stops: Stop[] }>('journey.dry_run')
  const tryOut = async (person: string | undefined) => {
    setStops([])
    if (!person || !(await send())) return
    trial.mutate({ id: row.id, person }, { onSuccess: ({ stops: passed }) => setStops(passed), onError: toast.failed })
  }
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={text(label('让谁走一遍？不会真的发送', 'Who walks through? Nothing is really sent'))}
      content={
        <div style={{ width: 260 }}>
          <RecordPicker to={personObject.name} value={null} onChange={(one) => void tryOut(idIn(one) ?? undefined)} />
          {stops.length > 0 ? (
            <p className="lk-label" style={{ marginTop: 8 }}>
              {text(label('经过 {n} 步；点步骤看会做什么', '{n} steps; click one to see what it would do'), {
                n: stops.length,
              })}
            </p>
          ) : null}
        </div>
      }
    >
      <Button icon={<Icon name="play" size={13} />} loading={trial.isPending}>
        {text(label('试运行', 'Try out'))}
      </Button>
    </Popover>
  )
}
