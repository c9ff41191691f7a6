import { label } from '@lianke/kernel'
import { HomeList } from '@lianke/ui'

/** Tickets that nobody has taken, by the time that is left. */
const OpenTickets = () => (
  <HomeList
    title={label('待受理的工单', 'Tickets nobody has')}
    object="ticket.ticket"
    filter={{
      and: [
        { field: 'status', op: 'eq', value: 'open' },
        { field: 'assignee', op: 'empty' },
      ],
    }}
    sort="resolve_by"
    about="person"
    state="priority"
    due="resolve_by"
  />
)
export default OpenTickets
