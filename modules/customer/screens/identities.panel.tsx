import './identities.css'
import { channelOfContactId, type Label, label } from '@lianke/kernel'
import { Icon, useCompanies, useModel, useMoment, useRows, useText } from '@lianke/ui'

const identifier = 'customer.identifier'
const shownMax = 30
const kinds: Readonly<Record<string, Label>> = {
  phone: label('手机', 'Phone'),
  email: label('邮箱', 'Email'),
  unionid: label('UnionID', 'UnionID'),
  openid: label('OpenID', 'OpenID'),
  user_id: label('会员账号', 'User id'),
  customer_id: label('客户编号', 'Customer id'),
  member_card: label('会员卡', 'Member card'),
  link_token: label('专属链接', 'Personal link'),
  anonymous_id: label('浏览器', 'Browser'),
}

/** By what this person is known, whether it is proven, and where we learnt it. */
const Identities = ({ id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const { ago } = useMoment()
  const model = useModel()
  const companies = useCompanies()
  // Where a vendor has several of our companies, an id is one's.
  const companyOf = (issuer: unknown): string =>
    companies.length < 2 ? '' : (companies.find((one) => one.issuer === issuer)?.name ?? '')
  const known = Boolean(model.object(identifier))
  // A contact's id on a channel is called as the channel is.
  const named = (type: string): Label | undefined =>
    kinds[type] ?? model.channels.find(({ name }) => name === channelOfContactId(type))?.label
  const { data } = useRows(
    identifier,
    {
      filter: { field: 'person', op: 'eq', value: id },
      fields: ['type', 'issuer', 'value', 'verified', 'source', 'first_seen_at', 'last_seen_at'],
      sort: ['type', '-last_seen_at'],
      limit: shownMax,
    },
    { enabled: known },
  )
  const rows = data?.data ?? []
  if (rows.length === 0) return null
  return (
    <section style={{ padding: '0 12px' }} aria-label={text(label('身份标识', 'Identities'))}>
      <h3 className="lk-side-title">{text(label('身份标识', 'Identities'))}</h3>
      {rows.map((row) => {
        const where = [
          row.source ? text(label('来自 {source}', 'from {source}'), { source: String(row.source) }) : null,
          row.first_seen_at ? text(label('首次 {at}', 'first {at}'), { at: ago(String(row.first_seen_at)) }) : null,
        ]
          .filter(Boolean)
          .join(' · ')
        return (
          <div key={row.id} className="lk-identity" title={where}>
            <span>{[text(named(String(row.type))) || String(row.type), companyOf(row.issuer)].filter(Boolean).join(' · ')}</span>
            <span className="lk-ellipsis lk-num">{String(row.value)}</span>
            {row.verified ? (
              <span className="lk-c-green" title={text(label('已验证', 'Verified'))}>
                <Icon name="done" size={13} />
              </span>
            ) : (
              <span />
            )}
          </div>
        )
      })}
    </section>
  )
}
export default Identities
