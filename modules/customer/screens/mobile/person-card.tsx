import { label, type Row, referenceIn } from '@lianke/kernel'
import { Avatar, Icon, OptionPill, sayPhone, Slot, useModel, useText } from '@lianke/ui/phone'

/** Names of the tags a person carries: plain words, or references where the API gives them. */
export const tagNames = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : []).map((tag: unknown) =>
    typeof tag === 'object' && tag !== null && 'title' in tag ? String(tag.title) : String(tag),
  )

export const usePersonName = () => {
  const text = useText()
  return (row: Row) => String(row.name ?? '') || text(label('未留姓名', 'No name yet'))
}

/** Who this is, at a glance: name, stage, how to reach, whose customer, tags, and what other modules know. */
export const PersonCard = ({ row }: { readonly row: Row }) => {
  const text = useText()
  const name = usePersonName()(row)
  const fields = useModel().object('customer.person')?.fields
  const owner = referenceIn(row.owner)?.title
  const phone = typeof row.phone === 'string' ? row.phone : null
  const masked = phone?.includes('*') === true
  const tags = tagNames(row.tags)
  return (
    <div className="lkm-card">
      <div className="lk-row" style={{ gap: 12 }}>
        <Avatar name={name} src={typeof row.avatar === 'string' ? row.avatar : null} size={52} />
        <div className="lk-grow">
          <div className="lk-row" style={{ flexWrap: 'wrap', rowGap: 2 }}>
            <h1>{name}</h1>
            {fields?.stage && row.stage ? <OptionPill field={fields.stage} value={String(row.stage)} /> : null}
          </div>
          <div className="lkm-line-note">
            {[
              owner ? text(label('负责人 {name}', 'Owner {name}'), { name: owner }) : text(label('还没有负责人', 'No owner yet')),
              row.source,
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
          {phone ? <div className="lk-num lkm-line-note">{sayPhone(phone)}</div> : null}
        </div>
        {phone && !masked ? (
          <a
            className="lkm-icon-button lkm-call"
            href={`tel:${phone}`}
            aria-label={text(label('打电话给{name}', 'Call {name}'), { name })}
          >
            <Icon name="phone" size={20} />
          </a>
        ) : null}
      </div>
      {tags.length > 0 ? (
        <div className="lkm-pills">
          {tags.map((tag) => (
            <span key={tag} className="lk-pill lk-tag">
              {tag}
            </span>
          ))}
        </div>
      ) : null}
      <Slot name="customer.person:card" object="customer.person" id={row.id} quiet />
    </div>
  )
}
