import { Link } from '@tanstack/react-router'
import { isShown, label, type MetaObject, type Row } from '@lianke/kernel'
import { useRecord } from '../../base/client/records.ts'
import { titleOf } from '../../base/client/title-of.ts'
import { Skeleton } from '../../base/feedback/skeleton.tsx'
import { RecordOn } from '../../base/field-types/parts/record-on.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { sectionsOf } from '../../base/object-form/form-fields.ts'
import { lineColumns } from '../../base/object-form/lines.ts'
import { ActBar } from '../acts.tsx'
import { Entries } from '../entries.tsx'
import { Failure } from '../failure.tsx'
import { useModel } from '../../base/client/phone-model.ts'
import { PhoneValue } from '../phone-input.tsx'
import { Screen, Section } from '../screen.tsx'
import { Slot } from '../slot.tsx'
import { phoneListPath } from '../../base/registry/use-record-path.ts'
import { Unseen } from './unseen.tsx'
import { useAskedObject } from './use-asked-object.ts'

/** The lines that a record is written with, each as a small card. */
const Lines = ({ part, row }: { readonly part: MetaObject['parts'][number]; readonly row: Row }) => {
  const text = useText()
  const child = useModel().object(part.object)
  const lines = row[part.name]
  if (!child || !Array.isArray(lines)) return null
  return (
    <Section title={`${text(child.plural ?? child.label)} (${lines.length})`}>
      <div className="lkm-lines">
        {(lines as readonly Row[]).map((line) => (
          <dl key={line.id} className="lkm-facts" data-line>
            {lineColumns(child).map((name) => {
              const field = child.fields[name]
              return field ? (
                <div key={name}>
                  <dt>{text(field.label)}</dt>
                  <dd>
                    <PhoneValue field={field} value={line[name]} />
                  </dd>
                </div>
              ) : null
            })}
          </dl>
        ))}
      </div>
    </Section>
  )
}

const Body = ({ object, row }: { readonly object: MetaObject; readonly row: Row }) => {
  const text = useText()
  const fields = Object.entries(object.fields)
    .filter(([name, field]) => name !== object.title && !field.options.hidden)
    .filter(([name, field]) => isShown(field, row) || (row[name] ?? null) !== null)
    .map(([name, field]) => ({ name, field }))
  return (
    <RecordOn value={`${object.name}/${row.id}`}>
      <div className="lkm-card">
        <h1>{titleOf(object, row) || text(object.label)}</h1>
      </div>
      <Slot name={`${object.name}:card`} object={object.name} id={row.id} quiet />
      {sectionsOf(fields).map((section) => (
        <Section key={section.label?.en ?? ''} title={section.label ? text(section.label) : undefined}>
          <dl className="lkm-facts">
            {section.fields.map(({ name, field }) => (
              <div key={name} data-field={name}>
                <dt>{text(field.label)}</dt>
                <dd>
                  <PhoneValue field={field} value={row[name]} row={row} />
                  {field.access === 'masked' ? <Icon name="lock" size={12} /> : null}
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      ))}
      {object.parts.map((part) => (
        <Lines key={part.name} part={part} row={row} />
      ))}
      <Slot name={`${object.name}:main`} object={object.name} id={row.id} />
      <Section title={text(label('动态', 'Timeline'))}>
        <Entries object={object.name} id={row.id} />
      </Section>
    </RecordOn>
  )
}

/** One record of any object: all that may be seen of it, its lines, what happened, and the acts on it. */
const RecordPage = () => {
  const w = useWords()
  const text = useText()
  const { object, id } = useAskedObject()
  const { data, error, refetch } = useRecord(object?.name ?? '', object ? id : null)
  if (!object || !id) return <Unseen />
  return (
    <Screen
      title={text(object.label)}
      back={phoneListPath(object.name)}
      end={
        data && object.may.update && !object.ledger ? (
          <Link to={`${phoneListPath(object.name)}/${id}/edit` as '/'} className="lkm-icon-button" aria-label={w('common.edit')}>
            <Icon name="edit" size={20} />
          </Link>
        ) : null
      }
      foot={data ? <ActBar object={object.name} id={id} /> : null}
    >
      {data ? (
        <Body object={object} row={data} />
      ) : error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : (
        <Skeleton rows={6} height={56} />
      )}
    </Screen>
  )
}
export default RecordPage
