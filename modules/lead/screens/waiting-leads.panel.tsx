import { label } from '@lianke/kernel'
import { HomeList } from '@lianke/ui'

/** Leads that nobody has taken yet, the longest waiting first. */
const WaitingLeads = () => (
  <HomeList
    title={label('待分配的线索', 'Leads nobody has')}
    object="lead.lead"
    filter={{
      and: [
        { field: 'status', op: 'eq', value: 'new' },
        { field: 'owner', op: 'empty' },
      ],
    }}
    sort="-created_at"
    about="source"
    says="interest"
    state="rating"
    day="created_at"
  />
)
export default WaitingLeads
