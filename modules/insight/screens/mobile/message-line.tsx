import { person } from '@lianke/customer/contract'
import { visit } from '@lianke/fieldwork/contract'
import { workItem } from '@lianke/todo/contract'
import type { Row } from '@lianke/kernel'
import { Icon, Line, useCommand, useMoment, useToast } from '@lianke/ui/phone'
import { useNavigate } from '@tanstack/react-router'

const icons: Readonly<Record<string, string>> = { task: 'task', customer: 'users', mention: 'at', alert: 'warning' }
/** Records that have a page on the phone. */
const places: Readonly<Record<string, string>> = {
  [person.name]: '/customers/',
  [visit.name]: '/visits/',
  [workItem.name]: '/todo/',
}

/** One message; opening it reads it, and leads to what it is about. */
export const MessageLine = ({ row }: { readonly row: Row }) => {
  const toast = useToast()
  const navigate = useNavigate()
  const { ago } = useMoment()
  const read = useCommand('notification.read')
  const open = () => {
    if (!row.is_read) read.mutate({ ids: [row.id] }, { onError: toast.failed })
    const place = places[String(row.subject_object)]
    if (place && row.subject_id) void navigate({ to: `${place}${String(row.subject_id)}` })
  }
  return (
    <Line
      onClick={open}
      lead={
        <span className="lkm-entry-mark">
          <Icon name={icons[String(row.kind)] ?? 'bell'} size={17} />
        </span>
      }
      title={row.is_read ? <span className="lk-muted">{String(row.title)}</span> : <b>{String(row.title)}</b>}
      note={row.body ? String(row.body) : undefined}
      end={<span className="lkm-end">{ago(String(row.created_at))}</span>}
    />
  )
}
