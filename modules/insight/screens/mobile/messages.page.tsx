import { person } from '@lianke/customer/contract'
import { visit } from '@lianke/fieldwork/contract'
import { label, type Filter, type Row } from '@lianke/kernel'
import {
  MoreBelow,
  Empty,
  Failure,
  Icon,
  Line,
  Screen,
  Section,
  Skeleton,
  useCommand,
  useList,
  useMoment,
  useText,
  useToast,
  useWords,
} from '@lianke/ui/phone'
import { Link, useNavigate } from '@tanstack/react-router'

const mine: Filter = {
  and: [
    { field: 'owner', op: 'me' },
    { field: 'held', op: 'ne', value: true },
  ],
}
const icons: Readonly<Record<string, string>> = { task: 'task', customer: 'users', mention: 'at', alert: 'warning' }
/** Records that have a page on the phone. */
const places: Readonly<Record<string, string>> = { [person.name]: '/customers/', [visit.name]: '/visits/' }

/** What happened that concerns me; reading opens what it is about. */
const MessagesPage = () => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const navigate = useNavigate()
  const { ago } = useMoment()
  const read = useCommand('notification.read')
  const list = useList('insight.notification', { filter: mine, sort: ['-created_at'] })
  const rows = list.data?.pages.flatMap((page) => page.data) ?? []
  const placeOf = (row: Row) => places[String(row.subject_object)]
  const open = (row: Row) => {
    if (!row.is_read) read.mutate({ ids: [row.id] }, { onError: toast.failed })
    const place = placeOf(row)
    if (place && row.subject_id) void navigate({ to: `${place}${String(row.subject_id)}` as '/' })
  }
  return (
    <Screen
      title={text(label('消息', 'Messages'))}
      end={
        <>
          <Link className="lkm-link" to={'/messages/preferences' as '/'}>
            {text(label('偏好', 'Preferences'))}
          </Link>
          {rows.some((row) => !row.is_read) ? (
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
      }
    >
      {list.error ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Skeleton rows={6} height={56} />
      ) : rows.length === 0 ? (
        <Empty icon="bell" title={w('notice.empty')} help={w('notice.empty_help')} />
      ) : (
        <Section>
          {rows.map((row) => (
            <Line
              key={row.id}
              onClick={() => open(row)}
              lead={
                <span className="lkm-entry-mark">
                  <Icon name={icons[String(row.kind)] ?? 'bell'} size={17} />
                </span>
              }
              title={row.is_read ? <span className="lk-muted">{String(row.title)}</span> : <b>{String(row.title)}</b>}
              note={row.body ? String(row.body) : undefined}
              end={<span className="lkm-end">{ago(String(row.created_at))}</span>}
            />
          ))}
          <MoreBelow hasMore={list.hasNextPage} loadMore={async () => void (await list.fetchNextPage())} />
        </Section>
      )}
    </Screen>
  )
}
export default MessagesPage
