import { person } from '@lianke/customer/contract'
import { label } from '@lianke/kernel'
import { PhoneValue, useModel, useText } from '@lianke/ui/phone'
import { Link } from '@tanstack/react-router'
import type { TodoLine } from '../../queries/todo-lines.query.ts'

/** What an item is about, and the fields that one decides by. */
export const LineFacts = ({ line }: { readonly line: TodoLine }) => {
  const text = useText()
  const model = useModel()
  const { about, person: whose, shown, asked } = line
  const object = about ? model.object(about.object) : undefined
  return (
    <>
      {asked?.instructions ? <p className="lkm-note lkm-words">{asked.instructions}</p> : null}
      <dl className="lkm-facts">
        {about?.title ? (
          <div>
            <dt>{text(object?.label)}</dt>
            <dd>
              <Link
                className="lkm-link lkm-inline"
                to={about.object === person.name ? `/customers/${about.id}` : `/o/${about.object.replace('.', '/')}/${about.id}`}
              >
                {about.title}
              </Link>
            </dd>
          </div>
        ) : null}
        {whose?.title ? (
          <div>
            <dt>{text(label('客户', 'Person'))}</dt>
            <dd>
              <Link className="lkm-link lkm-inline" to={`/customers/${whose.id}`}>
                {whose.title}
              </Link>
            </dd>
          </div>
        ) : null}
        {shown.flatMap(({ field, value }) => {
          const meta = object?.fields[field]
          return meta
            ? [
                <div key={field}>
                  <dt>{text(meta.label)}</dt>
                  <dd>
                    <PhoneValue field={meta} value={value} />
                  </dd>
                </div>,
              ]
            : []
        })}
      </dl>
    </>
  )
}
