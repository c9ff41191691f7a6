import { label } from '@lianke/kernel'
import { HomeList } from '@lianke/ui'
import { person } from '../objects/person.object.ts'

/** Customers whose owner has left: nobody looks after them until they are handed over. */
const LeftBehind = () => (
  <HomeList
    title={label('离职同事名下的客户', 'Customers of colleagues who left')}
    object={person.name}
    filter={{ field: 'owner.status', op: 'eq', value: 'left' }}
    sort="-last_seen_at"
    about="owner"
    state="stage"
    day="last_seen_at"
  />
)
export default LeftBehind
