import { label } from '@lianke/kernel'
import { staff } from '@lianke/organisation/contract'
import { RecordPicker, useCommand, useText, useToast } from '@lianke/ui'
import { Button, Popover } from 'antd'
import { type ReactNode, useState } from 'react'

/** Asks to whom, once it is pressed. */
const ToWhom = ({ children, onChoose }: { readonly children: ReactNode; onChoose(to: string): void }) => {
  const [open, setOpen] = useState(false)
  return (
    <Popover
      open={open}
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      onOpenChange={setOpen}
      content={
        <div style={{ width: 240 }}>
          <RecordPicker
            to={staff.name}
            value={null}
            autoFocus
            open
            filter={{ field: 'status', op: 'eq', value: 'active' }}
            onChange={(chosen) => {
              setOpen(false)
              if (chosen && !Array.isArray(chosen)) onChoose(chosen.id)
            }}
          />
        </div>
      }
    >
      {children}
    </Popover>
  )
}

/** Who leads the assignee gives it to somebody else. */
export const Reassign = ({ id }: { readonly id: string }) => {
  const text = useText()
  const toast = useToast()
  const give = useCommand('work_item.reassign')
  return (
    <ToWhom
      onChoose={(to) =>
        give.mutate({ id, to }, { onSuccess: () => toast.done(text(label('已转交', 'Reassigned'))), onError: toast.failed })
      }
    >
      <Button size="small" type="text" loading={give.isPending}>
        {text(label('转给', 'Reassign'))}
      </Button>
    </ToWhom>
  )
}

/** Several at once, of anybody whom one oversees. */
export const ReassignMany = ({
  ids,
  children,
  onDone,
}: {
  readonly ids: readonly string[]
  readonly children: ReactNode
  onDone?(): void
}) => {
  const text = useText()
  const toast = useToast()
  const give = useCommand<{ n: number; refused: readonly unknown[] }>('work_item.reassign_many')
  const said = ({ n, refused }: { n: number; refused: readonly unknown[] }) =>
    refused.length > 0
      ? text(label('已转交 {n} 条，{left} 条没有转：已经处理或关闭', 'Reassigned {n}; {left} stayed: answered or closed'), {
          n,
          left: refused.length,
        })
      : n === 0
        ? text(label('本来就在对方那里', 'They have it already'))
        : text(label('已转交 {n} 条', 'Reassigned {n}'), { n })
  return (
    <ToWhom
      onChoose={(to) =>
        give.mutate(
          { ids, to },
          {
            onSuccess: (answer) => {
              toast.done(said(answer))
              onDone?.()
            },
            onError: toast.failed,
          },
        )
      }
    >
      {children}
    </ToWhom>
  )
}
