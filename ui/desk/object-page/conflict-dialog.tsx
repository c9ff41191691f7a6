import type { MetaField, MetaObject, Row } from '@lianke/kernel'
import { Button, Modal, Radio } from 'antd'
import { useState } from 'react'
import { commonFields } from '../../base/client/meta.ts'
import { FieldValue, isEmpty } from '../../base/field-types/registry.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import type { Conflict } from './use-field-save.tsx'

interface Props {
  readonly object: MetaObject
  readonly conflict: Conflict
  close(): void
  apply(values: Record<string, unknown>, theirs: Row): void
}

/** Whose value each field shall have; one's own at first. */
const useChoices = ({ conflict, close, apply }: Props) => {
  const names = Object.keys(conflict.mine)
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set(names))
  const choose = (name: string, own: boolean) =>
    setMine((old) => {
      const next = new Set(old)
      own ? next.add(name) : next.delete(name)
      return next
    })
  const done = () => {
    close()
    if (mine.size > 0)
      apply(
        Object.fromEntries(names.filter((name) => mine.has(name)).map((name) => [name, conflict.mine[name]])),
        conflict.theirs,
      )
  }
  return { names, mine, choose, done }
}

/** One field: their value and one's own. */
const ConflictLine = ({
  field,
  theirs,
  mine,
  own,
  choose,
}: {
  readonly field: MetaField
  readonly theirs: unknown
  readonly mine: unknown
  readonly own: boolean
  choose(own: boolean): void
}) => {
  const w = useWords()
  const text = useText()
  const value = (one: unknown) =>
    isEmpty(one) ? <span className="lk-muted">{w('field.empty')}</span> : <FieldValue field={field} value={one} place="page" />
  return (
    <tr>
      <th scope="row">{text(field.label)}</th>
      <td>
        <Radio checked={!own} onChange={() => choose(false)}>
          {value(theirs)}
        </Radio>
      </td>
      <td>
        <Radio checked={own} onChange={() => choose(true)}>
          {value(mine)}
        </Radio>
      </td>
    </tr>
  )
}

/** Two people changed the same record: both values side by side, one choice per field. */
export const ConflictDialog = (props: Props) => {
  const w = useWords()
  const { object, conflict, close } = props
  const { names, mine, choose, done } = useChoices(props)
  return (
    <Modal
      open
      onCancel={close}
      title={w('conflict.title')}
      width={640}
      footer={
        <>
          <Button onClick={close}>{w('conflict.keep_theirs')}</Button>
          <Button type="primary" onClick={done}>
            {w('conflict.apply')}
          </Button>
        </>
      }
    >
      <p className="lk-muted" style={{ marginBottom: 16 }}>
        {w('conflict.lead')}
      </p>
      <table className="lk-conflict">
        <thead>
          <tr>
            <th />
            <th>{w('conflict.theirs')}</th>
            <th>{w('conflict.mine')}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => {
            const field = object.fields[name] ?? commonFields[name]
            return field ? (
              <ConflictLine
                key={name}
                field={field}
                theirs={conflict.theirs[name]}
                mine={conflict.mine[name]}
                own={mine.has(name)}
                choose={(own) => choose(name, own)}
              />
            ) : null
          })}
        </tbody>
      </table>
    </Modal>
  )
}
