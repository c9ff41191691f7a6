import { label } from '@lianke/kernel'
import { HomeList } from '@lianke/ui'

/** Deals of the team that were to be closed by now. */
const SlippedDeals = () => (
  <HomeList
    title={label('团队逾期的商机', 'Deals of the team that slipped')}
    object="sales.opportunity"
    filter={{
      and: [
        { field: 'status', op: 'eq', value: 'open' },
        { field: 'close_on', op: 'within', value: { last: 180, unit: 'day' } },
        { not: { field: 'owner', op: 'me' } },
      ],
    }}
    sort="close_on"
    about="owner"
    says="next_step"
    amount="amount"
    day="close_on"
  />
)
export default SlippedDeals
