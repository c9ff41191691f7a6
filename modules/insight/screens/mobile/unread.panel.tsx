import { label } from '@lianke/kernel'
import { useRows, useText } from '@lianke/ui/phone'

const shownMax = 99

/** How many messages are unread, on the tab. */
const Unread = () => {
  const text = useText()
  const { data } = useRows(
    'insight.notification',
    {
      filter: {
        and: [
          { field: 'owner', op: 'me' },
          { field: 'is_read', op: 'eq', value: false },
          { field: 'held', op: 'ne', value: true },
        ],
      },
      fields: ['id'],
      limit: 1,
      count: true,
    },
    { staleTime: 60_000 },
  )
  const count = data?.count?.value ?? 0
  return count > 0 ? (
    <span className="lkm-badge lk-num" role="img" aria-label={text(label('{n} 条未读', '{n} unread'), { n: count })}>
      {count > shownMax ? `${shownMax}+` : count}
    </span>
  ) : null
}
export default Unread
