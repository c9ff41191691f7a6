import { label, type Filter } from '@lianke/kernel'
import { Failure, Section, Skeleton, useRows, useText } from '@lianke/ui/phone'
import { PersonLine } from './people.page.tsx'

const shownMax = 6
const fields = ['name', 'avatar', 'stage', 'tags', 'last_seen_at']
const recent: Filter = { field: 'last_seen_at', op: 'within', value: { last: 2, unit: 'day' } }
const mine: Filter = { and: [{ field: 'owner', op: 'me' }, recent] }
const shown = { sort: ['-last_seen_at'], fields, limit: shownMax }

/** My customers who did something since yesterday, the latest first. */
const ActiveCustomers = () => {
  const text = useText()
  const own = useRows('customer.person', { ...shown, filter: mine })
  // Who leads others has no customers of their own: the ones they may see are shown instead.
  const none = own.data?.data.length === 0
  const all = useRows('customer.person', { ...shown, filter: recent }, { enabled: none })
  const { data, error, refetch } = none ? all : own
  return (
    <Section title={text(label('昨天以来有动静的客户', 'Customers who acted since yesterday'))}>
      {error ? (
        <Failure small error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={3} height={56} />
      ) : data.data.length === 0 ? (
        <p className="lkm-note">
          {text(label('客户浏览、下单或回复后会出现在这里', 'Customers appear here when they browse, order or reply'))}
        </p>
      ) : (
        data.data.map((row) => <PersonLine key={row.id} row={row} />)
      )}
    </Section>
  )
}
export default ActiveCustomers
