import { type Filter, label } from '@lianke/kernel'
import {
  Empty,
  Failure,
  MoreBelow,
  Screen,
  Section,
  Skeleton,
  useCommand,
  useList,
  useText,
  useToast,
  useWords,
} from '@lianke/ui/phone'
import { Link } from '@tanstack/react-router'
import { MessageLine } from './message-line.tsx'

const mine: Filter = {
  and: [
    { field: 'owner', op: 'me' },
    { field: 'held', op: 'ne', value: true },
  ],
}

/** To the preferences, and everything read at once where something is not. */
const HeadActs = ({ unread }: { readonly unread: boolean }) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const read = useCommand('notification.read')
  return (
    <>
      <Link className="lkm-link" to="/messages/preferences">
        {text(label('偏好', 'Preferences'))}
      </Link>
      {unread ? (
        <button
          type="button"
          className="lkm-link"
          disabled={read.isPending}
          onClick={() => read.mutate({}, { onError: toast.failed })}
        >
          {w('notice.read_all')}
        </button>
      ) : null}
    </>
  )
}

/** What happened that concerns me; reading opens what it is about. */
const MessagesPage = () => {
  const w = useWords()
  const text = useText()
  const list = useList('insight.notification', { filter: mine, sort: ['-created_at'] })
  const rows = list.data?.pages.flatMap((page) => page.data) ?? []
  return (
    <Screen title={text(label('消息', 'Messages'))} end={<HeadActs unread={rows.some((row) => !row.is_read)} />}>
      {list.error ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Skeleton rows={6} height={56} />
      ) : rows.length === 0 ? (
        <Empty icon="bell" title={w('notice.empty')} help={w('notice.empty_help')} />
      ) : (
        <Section>
          {rows.map((row) => (
            <MessageLine key={row.id} row={row} />
          ))}
          <MoreBelow hasMore={list.hasNextPage} loadMore={async () => void (await list.fetchNextPage())} />
        </Section>
      )}
    </Screen>
  )
}
export default MessagesPage
