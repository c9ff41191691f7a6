import { person } from '@lianke/customer/contract'
import { FieldValue, useModel, usePeek, useText } from '@lianke/ui'
import { label } from '@lianke/kernel'
import type { TodoLine } from '../queries/todo-lines.query.ts'

/** What a line is about, whose it is, and what one decides by. */
export const LineAbout = ({ line }: { readonly line: TodoLine }) => {
  const text = useText()
  const model = useModel()
  const { open } = usePeek()
  const { about, person: whose, shown, section, owner, note, result } = line
  const object = about ? model.object(about.object) : undefined
  return (
    <div className="lk-todo-about">
      {result ? <b>{result}</b> : null}
      {note ? <span className="lk-ellipsis">{note}</span> : null}
      {section === 'waiting' && owner?.title ? (
        <span>{text(label('在 {who} 那里', 'with {who}'), { who: owner.title })}</span>
      ) : null}
      {about?.title ? (
        <button type="button" className="lk-plain lk-todo-link" onClick={() => open(about.object, about.id)}>
          {object ? <span className="lk-todo-kind">{text(object.label)}</span> : null}
          {about.title}
        </button>
      ) : null}
      {whose?.title ? (
        <button type="button" className="lk-plain lk-todo-link" onClick={() => open(person.name, whose.id)}>
          {whose.title}
        </button>
      ) : null}
      {shown.map(({ field, value }) => {
        const meta = object?.fields[field]
        return meta ? (
          <span key={field} className="lk-todo-fact">
            <span className="lk-todo-kind">{text(meta.label)}</span>
            <FieldValue field={meta} value={value} />
          </span>
        ) : null
      })}
    </div>
  )
}
