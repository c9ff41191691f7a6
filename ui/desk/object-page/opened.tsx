import type { MetaObject, Row } from '@lianke/kernel'
import { type ReactNode, useEffect } from 'react'
import { useTabTitle } from '../../base/client/tab-title.ts'
import { Failure } from '../../base/feedback/states.tsx'
import { rememberRecord } from '../shell/recent.ts'
import { useOpenRecord } from './open-record.tsx'

type Open = ReturnType<typeof useOpenRecord>

/** A record on a page of its own: remembered as opened, its failure said, its place kept while it is on the way. */
export const Opened = ({
  object,
  id,
  waiting,
  children,
}: {
  readonly object: MetaObject
  readonly id: string
  readonly waiting: ReactNode
  children(row: Row, open: Open): ReactNode
}) => {
  const open = useOpenRecord(object, id)
  const { row, error, again, title } = open
  const loaded = Boolean(row)
  useTabTitle(loaded ? title : null)
  useEffect(() => {
    if (loaded) rememberRecord({ object: object.name, id, title })
  }, [loaded, object.name, id, title])
  if (error)
    return (
      <div className="lk-grow" style={{ display: 'grid', placeItems: 'center' }}>
        <Failure error={error} retry={again} />
      </div>
    )
  return row ? children(row, open) : waiting
}
