import { label } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useModel } from '../../base/client/meta.ts'
import { recordPath } from '../../base/client/peek.ts'
import { request } from '../../base/client/request.ts'
import { useMoment } from '../../base/field-types/moment.ts'
import { RecordTitle } from '../../base/field-types/parts/record-picker.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { HomePanel, HomeSkeleton } from '../../desk/today/home-panel.tsx'
import { ActedBy, type Change, useActWords } from './audit-change.tsx'

const shownMax = 6
const title = label('同事改了什么', 'What colleagues changed')
const lines = (changes: readonly Change[]) => {
  // Many records changed by one act are one line.
  const seen = new Set<string>()
  return changes.filter(({ name, actor, cause, record }) => {
    const key = [name, actor, cause ?? record].join()
    const known = seen.has(key)
    seen.add(key)
    return !known
  })
}

const Line = ({ change }: { readonly change: Change }) => {
  const text = useText()
  const said = useActWords()
  const { ago, full } = useMoment()
  const about = useModel().object(change.object ?? '')
  const what = (
    <>
      <span className="lk-home-who">
        <ActedBy change={change} />
      </span>
      <span className="lk-muted">
        {text(said(change.name))} {text(about?.label)}
      </span>
      <b className="lk-ellipsis">{about && change.record ? <RecordTitle object={about.name} id={change.record} /> : null}</b>
      <span className="lk-grow" />
      <time title={full(change.recorded_at)}>{ago(change.recorded_at)}</time>
    </>
  )
  return about && change.record ? (
    <Link to={recordPath(about.name, change.record)} className="lk-panel-row lk-home-row">
      {what}
    </Link>
  ) : (
    <Link to="/settings/audit" className="lk-panel-row lk-home-row">
      {what}
    </Link>
  )
}

/** What colleagues did last, as the audit tells it; each leads to the record. */
const WhatChanged = () => {
  const { data } = useQuery({
    queryKey: ['audit', 'home'],
    queryFn: ({ signal }) => request<{ data: Change[] }>('/audit/changes?by=people&limit=40', { signal }),
    staleTime: 30_000,
    retry: false,
  })
  if (!data) return <HomeSkeleton title={title} />
  const shown = lines(data.data).slice(0, shownMax)
  if (shown.length === 0) return null
  return (
    <HomePanel title={title} rest="/settings/audit">
      {shown.map((change) => (
        <Line key={change.id} change={change} />
      ))}
    </HomePanel>
  )
}
export default WhatChanged
