import { label } from '@lianke/kernel'
import { HomeList } from '@lianke/ui'

/** Customers who wait for an answer of mine. */
const Waiting = () => (
  <HomeList
    title={label('等我回复的客户', 'Customers waiting for me')}
    object="conversation.conversation"
    filter={{
      and: [
        { field: 'status', op: 'eq', value: 'waiting' },
        {
          or: [
            { field: 'staff', op: 'me' },
            { field: 'owner', op: 'me' },
          ],
        },
      ],
    }}
    sort="last_message_at"
    says="last_message"
    day="last_message_at"
  />
)
export default Waiting
