import { idIn, type MetaField, type MetaObject, referenceIn, type Row, targetOf } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import { useModel } from '../../base/client/meta.ts'
import { recordPath } from '../../base/client/peek.ts'
import { useRecord } from '../../base/client/records.ts'
import { Avatar } from '../../base/feedback/avatar.tsx'
import { FieldValue, fieldWidgets, isEmpty } from '../../base/field-types/registry.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'

const factsMax = 4

const isShort = ({ type, options }: MetaField): boolean =>
  options.inList === true && !options.hidden && fieldWidgets[type].tooWide !== true

/** Whom or what a record is for: the name, and the few things that one wants to know of it here. */
const Card = ({ to, id, said }: { readonly to: MetaObject; readonly id: string; readonly said: string }) => {
  const text = useText()
  const { data: row } = useRecord(to.name, id)
  const title = row ? String(row[to.title] ?? '') : ''
  const facts = Object.entries(to.fields).filter(
    ([name, field]) => name !== to.title && isShort(field) && row !== undefined && !isEmpty(row[name]),
  )
  return (
    <section className="lk-about">
      <h3 className="lk-label">{said}</h3>
      <Link to={recordPath(to.name, id)} className="lk-row" style={{ gap: 8 }}>
        {to.person === 'id' ? <Avatar name={title} size={24} /> : <Icon name={to.icon ?? 'box'} size={16} />}
        <b className="lk-ellipsis">{title || '…'}</b>
      </Link>
      <dl>
        {facts.slice(0, factsMax).map(([name, field]) => (
          <div key={name}>
            <dt>{text(field.label)}</dt>
            <dd>
              <FieldValue field={field} value={row?.[name]} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Cards of those whom a record is for, as far as it names them and the reader may see them. */
export const AboutCards = ({
  object,
  row,
  about,
}: {
  readonly object: MetaObject
  readonly row: Row
  readonly about: readonly string[]
}) => {
  const text = useText()
  const model = useModel()
  return about.map((name) => {
    const field = object.fields[name]
    const to = model.object((field && targetOf(field)) ?? '')
    const id = idIn(row[name])
    return field && to && id && referenceIn(row[name])?.title !== null ? (
      <Card key={name} to={to} id={id} said={text(field.label)} />
    ) : null
  })
}
