import { label } from '@lianke/kernel'
import { HomeList } from '@lianke/ui'

/** My tickets by the time that is left, those that nobody has among them. */
const MyQueue = () => (
  <HomeList
    title={label('我的工单', 'My tickets')}
    object="ticket.ticket"
    filter={{
      and: [
        { field: 'status', op: 'in', value: ['open', 'assigned'] },
        {
          or: [
            { field: 'assignee', op: 'me' },
            { field: 'owner', op: 'me' },
          ],
        },
      ],
    }}
    sort="resolve_by"
    about="person"
    state="priority"
    due="resolve_by"
  />
)
export default MyQueue
