import { label } from '@lianke/kernel'
import { staff } from '@lianke/organisation/contract'
import { RecordPicker, useCommand, useText, useToast } from '@lianke/ui'
import { Button, Popover } from 'antd'
import { useState } from 'react'

/** Who leads the assignee gives it to somebody else. */
export const Reassign = ({ id }: { readonly id: string }) => {
  const text = useText()
  const toast = useToast()
  const [open, setOpen] = useState(false)
  const give = useCommand('work_item.reassign')
  const said = text(label('转给', 'Reassign'))
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
              if (chosen && !Array.isArray(chosen))
                give.mutate(
                  { id, to: chosen.id },
                  { onSuccess: () => toast.done(text(label('已转交', 'Reassigned'))), onError: toast.failed },
                )
            }}
          />
        </div>
      }
    >
      <Button size="small" type="text" loading={give.isPending}>
        {said}
      </Button>
    </Popover>
  )
}
