import { Button, Modal, Radio } from 'antd'
import { useState } from 'react'
import type { MetaObject, Row } from '@lianke/kernel'
import { commonFields } from '../../base/client/meta.ts'
import { FieldValue, isEmpty } from '../../base/field-types/registry.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import type { Conflict } from './use-field-save.tsx'

/** Two people changed the same record: both values side by side, one choice per field. */
export const ConflictDialog = ({
  object,
  conflict,
  close,
  apply,
}: {
  readonly object: MetaObject
  readonly conflict: Conflict
  close(): void
  apply(values: Record<string, unknown>, theirs: Row): void
}) => {
  const w = useWords()
  const text = useText()
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
            if (!field) return null
            const value = (one: unknown) =>
              isEmpty(one) ? (
                <span className="lk-muted">{w('field.empty')}</span>
              ) : (
                <FieldValue field={field} value={one} place="page" />
              )
            return (
              <tr key={name}>
                <th scope="row">{text(field.label)}</th>
                <td>
                  <Radio checked={!mine.has(name)} onChange={() => choose(name, false)}>
                    {value(conflict.theirs[name])}
                  </Radio>
                </td>
                <td>
                  <Radio checked={mine.has(name)} onChange={() => choose(name, true)}>
                    {value(conflict.mine[name])}
                  </Radio>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Modal>
  )
}
