import './process.css'
import { anySubject, label } from '@lianke/kernel'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { usePathPart } from '../../base/client/address.ts'
import { useModel } from '../../base/client/meta.ts'
import { recordPath } from '../../base/client/peek.ts'
import { useRecord, useRows } from '../../base/client/records.ts'
import { Problem } from '../../base/client/request.ts'
import { useAsk } from '../../base/client/use-ask.ts'
import { useNarrow } from '../../base/client/viewport.ts'
import { Empty, Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Page } from '../shell/page-frame.tsx'
import { NewProcess } from './new-process.tsx'
import { type Kind, ofPeople, OnKind, type ProcessScreen, subjectOf, useKindNamed } from './process-kind.ts'
import { type Overview, ProcessHeads, ProcessLine } from './process-line.tsx'
import { Workbench } from './workbench.tsx'

const shownMax = 200
const everyMs = 10_000

const InKind = ({ kind, subject, children }: { readonly kind: Kind; readonly subject: string; readonly children: ReactNode }) => {
  const on = useMemo(() => ({ kind, subject }), [kind, subject])
  return <OnKind.Provider value={on}>{children}</OnKind.Provider>
}

/** One process of a kind: the canvas, the chosen step beside it, figures on every step. */
export const ProcessPage = ({ screen }: { readonly screen: ProcessScreen }) => {
  const id = usePathPart('id') ?? 'new'
  const kind = useKindNamed(screen.kind)
  const { data, error, isPending, refetch } = useRecord(kind?.object ?? '', id === 'new' || !kind ? null : id)
  if (!kind) return null
  if (id === 'new')
    return (
      <InKind kind={kind} subject={kind.subject === anySubject ? '' : kind.subject}>
        <NewProcess screen={screen} />
      </InKind>
    )
  if (error)
    return (
      <Failure error={error} {...(error instanceof Problem && error.status === 404 ? {} : { retry: () => void refetch() })} />
    )
  if (isPending || !data) return <Skeleton rows={8} />
  return (
    <InKind kind={kind} subject={subjectOf(kind, data)}>
      <Workbench key={id} row={data} />
    </InKind>
  )
}

const MakeNew = ({ kind }: { readonly kind: Kind }) => {
  const text = useText()
  const navigate = useNavigate()
  return (
    <Button
      type="primary"
      icon={<Icon name="plus" size={15} />}
      onClick={() => void navigate({ to: recordPath(kind.object, 'new') })}
    >
      {text(label('新建{what}', 'New {what}'), { what: text(kind.label).toLowerCase() })}
    </Button>
  )
}

const Processes = ({
  kind,
  screen,
  create,
}: {
  readonly kind: Kind
  readonly screen: ProcessScreen
  readonly create: ReactNode
}) => {
  const text = useText()
  const narrow = useNarrow()
  const meta = useModel().object(kind.object)
  const { data, error, isPending, refetch } = useRows(kind.object, { sort: ['name'], limit: shownMax })
  const { data: overview } = useAsk<Readonly<Record<string, readonly Overview[]>>>(
    `${kind.name}.overview`,
    {},
    { every: everyMs },
  )
  const figures = new Map((overview?.[`${kind.name}s`] ?? []).map((one) => [one[kind.name], one]))
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (isPending) return <Skeleton rows={5} height={56} />
  if (data.data.length === 0)
    return (
      <Empty
        icon={meta?.icon ?? 'route'}
        title={text(label('还没有{what}', 'No {what} yet'), { what: text(meta?.plural ?? kind.label).toLowerCase() })}
        help={text(screen.help)}
      >
        {create}
      </Empty>
    )
  return (
    <>
      {narrow ? null : <ProcessHeads people={ofPeople(kind)} />}
      {data.data.map((row) => (
        <InKind key={row.id} kind={kind} subject={subjectOf(kind, row)}>
          <ProcessLine row={row} status={meta?.fields.status} figure={figures.get(row.id)} />
        </InKind>
      ))}
    </>
  )
}

/** All processes of a kind: what starts them, how many came, are on their way and reached the goal. */
export const ProcessesPage = ({ screen }: { readonly screen: ProcessScreen }) => {
  const text = useText()
  const model = useModel()
  const kind = useKindNamed(screen.kind)
  if (!kind) return null
  const meta = model.object(kind.object)
  const create = meta?.may.create ? <MakeNew kind={kind} /> : null
  return (
    <Page wide title={text(meta?.plural ?? kind.label)} actions={create}>
      <Processes kind={kind} screen={screen} create={create} />
    </Page>
  )
}
