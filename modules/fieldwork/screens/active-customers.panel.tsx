import { person as personObject } from '@lianke/customer/contract'
import { label, type Filter, type Row } from '@lianke/kernel'
import {
  Avatar,
  Empty,
  Failure,
  FieldValue,
  Icon,
  listPath,
  Skeleton,
  useModel,
  useMoment,
  usePeek,
  useRows,
  useText,
} from '@lianke/ui'
import { Link } from '@tanstack/react-router'
import { nextAct } from '../rules/next-acts.rule.ts'

const person = personObject.name
const shownMax = 8
const shownFields = ['name', 'avatar', 'stage', 'last_seen_at', 'birthday', 'last_order_at']

const Customer = ({ row }: { readonly row: Row }) => {
  const text = useText()
  const { ago, now } = useMoment()
  const { open } = usePeek()
  const model = useModel()
  const stage = model.object(person)?.fields.stage
  const followable = Boolean(model.object('fieldwork.follow_up')?.may.create)
  const name = String(row.name ?? '') || text(label('未留姓名', 'No name yet'))
  const at = (value: unknown) => (typeof value === 'string' ? value : null)
  const act = nextAct({
    now: now().toISOString(),
    today: now().format('YYYY-MM-DD'),
    stage: at(row.stage),
    birthday: at(row.birthday),
    lastOrderAt: at(row.last_order_at),
  })
  return (
    <div className="lk-panel-row">
      <button type="button" className="lk-plain lk-row lk-grow" onClick={() => open(person, row.id)}>
        <Avatar name={name} src={typeof row.avatar === 'string' ? row.avatar : null} size={28} />
        <span className="lk-row lk-grow">
          <span className="lk-ellipsis">{name}</span>
          {stage && row.stage ? <FieldValue field={stage} value={row.stage} /> : null}
        </span>
        {act ? <span className="lk-muted lk-ellipsis lk-wide-only">{text(act)}</span> : null}
        <span className="lk-muted lk-num" style={{ width: 92, textAlign: 'right' }}>
          {ago(String(row.last_seen_at))}
        </span>
      </button>
      {followable ? (
        <button
          type="button"
          className="lk-icon-button small"
          title={text(label('写跟进', 'Write a follow-up'))}
          aria-label={text(label('给{name}写跟进', 'Write a follow-up for {name}'), { name })}
          onClick={() => open(person, row.id, 'compose')}
        >
          <Icon name="message" size={15} />
        </button>
      ) : null}
    </div>
  )
}

/** My customers who did something since yesterday, the latest first, each with one suggested act. */
const ActiveCustomers = () => {
  const text = useText()
  const about = useModel().object(person)
  const known = Boolean(about)
  // Other modules put fields on a person; a product without them has a shorter line.
  const fields = shownFields.filter((name) => about?.fields[name])
  const recent: Filter = { field: 'last_seen_at', op: 'within', value: { last: 2, unit: 'day' } }
  const mine: Filter = { and: [{ field: 'owner', op: 'me' }, recent] }
  const own = useRows(person, { filter: mine, sort: ['-last_seen_at'], fields, limit: shownMax }, { enabled: known })
  // Who leads others has no customers of their own: the ones they may see are shown instead.
  const none = own.data?.data.length === 0
  const all = useRows(person, { filter: recent, sort: ['-last_seen_at'], fields, limit: shownMax }, { enabled: known && none })
  if (!known) return null
  const { data, error, refetch } = none ? all : own
  const rows = data?.data ?? []
  return (
    <section className="lk-panel">
      <header>
        <h2>{text(label('有动静的客户', 'Customers who acted'))}</h2>
        <span className="lk-muted">{text(label('昨天至今', 'since yesterday'))}</span>
        <Link to={listPath(person)} search={{ filter: none ? recent : mine, sort: ['-last_seen_at'] }}>
          {text(label('查看全部', 'View all'))}
        </Link>
      </header>
      {error ? (
        <Failure small error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={4} />
      ) : rows.length === 0 ? (
        <Empty
          small
          icon="users"
          title={text(label('还没有新的动静', 'Quiet so far'))}
          help={text(label('客户浏览、下单或回复后会出现在这里', 'Customers appear here when they browse, order or reply'))}
        />
      ) : (
        <div style={{ paddingTop: 4 }}>
          {rows.map((row) => (
            <Customer key={row.id} row={row} />
          ))}
        </div>
      )}
    </section>
  )
}
export default ActiveCustomers
