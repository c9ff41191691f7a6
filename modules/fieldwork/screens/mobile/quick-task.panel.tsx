import { label } from '@lianke/kernel'
import { ActSheet, Icon, useText } from '@lianke/ui/phone'
import { useCallback, useState } from 'react'
import NewTask from './new-task.panel.tsx'

const QuickTask = () => {
  const text = useText()
  const [open, setOpen] = useState(false)
  const close = useCallback(() => setOpen(false), [])
  const title = text(label('记任务', 'New task'))
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        <Icon name="task" size={22} />
        {title}
      </button>
      <ActSheet title={title} open={open} onClose={close}>
        <NewTask object="" id="" />
      </ActSheet>
    </>
  )
}
export default QuickTask
