import { label } from '@lianke/kernel'
import { HomeList } from '@lianke/ui'

/** My own deals that are open, the next to close first. */
const MyDeals = () => (
  <HomeList
    title={label('我的商机', 'My deals')}
    object="sales.opportunity"
    filter={{
      and: [
        { field: 'owner', op: 'me' },
        { field: 'status', op: 'eq', value: 'open' },
      ],
    }}
    sort="close_on"
    about="stage"
    says="next_step"
    amount="amount"
    day="close_on"
  />
)
export default MyDeals
