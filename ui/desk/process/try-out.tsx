import { label, idIn } from '@lianke/kernel'
import { useCommand } from '../../base/client/records.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { RecordPicker } from '../../base/field-types/parts/record-picker.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Button, Popover } from 'antd'
import { saidOf, useKind } from './process-kind.ts'
import { type Stop, useBench } from './use-workbench.ts'

/** Sends one record through the draft without doing anything. The draft is kept before. */
export const TryOut = () => {
  const { row, stops, setStops, send } = useBench()
  const text = useText()
  const { kind, subject } = useKind()
  const toast = useToast()
  const trial = useCommand<{ stops: Stop[] }>(`${kind.name}.dry_run`)
  const tryOut = async (one: string | undefined) => {
    setStops([])
    if (!one || !(await send())) return
    trial.mutate(
      { id: row.id, [saidOf(kind).one]: one },
      { onSuccess: ({ stops: passed }) => setStops(passed), onError: toast.failed },
    )
  }
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={text(label('让谁走一遍？不会真的执行', 'Who walks through? Nothing is really done'))}
      content={
        <div style={{ width: 260 }}>
          <RecordPicker to={subject} value={null} onChange={(one) => void tryOut(idIn(one) ?? undefined)} />
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
