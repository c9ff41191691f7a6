import { label } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { recordPath } from '../../base/client/peek.ts'
import { useCommand } from '../../base/client/records.ts'
import { useAsk } from '../../base/client/use-ask.ts'
import { Empty, Skeleton } from '../../base/feedback/states.tsx'
import { useToast } from '../../base/feedback/toast.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { useKind } from './process-kind.ts'
import { useProcessWords } from './use-process-words.ts'
import { useBench } from './use-workbench.ts'

interface FailedRun {
  readonly run: string
  readonly object: string
  readonly subject: string
  readonly name: string | null
  readonly node: string
  readonly failure: string | null
  readonly ended_at: string
}

/** Retries failed runs: those that are named, or all. */
const useRetry = (done: () => void) => {
  const text = useText()
  const toast = useToast()
  const { row } = useBench()
  const { kind } = useKind()
  const retry = useCommand<{ retried: number }>(`${kind.name}.retry`)
  const run = (runs?: readonly string[]) =>
    retry.mutate(
      { id: row.id, ...(runs ? { runs } : {}) },
      {
        onSuccess: ({ retried }) => {
          toast.done(text(label('{n} 条正在重试', '{n} are tried again'), { n: retried }))
          done()
        },
        onError: toast.failed,
      },
    )
  return { run, pending: retry.isPending }
}

const FailedList = () => {
  const text = useText()
  const words = useProcessWords()
  const { ago, full } = useMoment()
  const { row, draft, may } = useBench()
  const { kind } = useKind()
  const { data, refetch } = useAsk<{ runs: readonly FailedRun[]; count: number }>(`${kind.name}.failures`, { id: row.id })
  const { run: retry, pending } = useRetry(() => void refetch())
  if (!data) return <Skeleton rows={4} />
  if (data.count === 0) return <Empty small icon="check" title={text(label('没有失败的', 'Nothing has failed'))} />
  const stepOf = (node: string) => draft.graph.nodes.find(({ id }) => id === node)?.step ?? node
  return (
    <div className="lk-stack">
      {may ? (
        <Button loading={pending} icon={<Icon name="refresh" size={13} />} onClick={() => retry()}>
          {text(label('全部重试（{n}）', 'Retry all ({n})'), { n: data.count })}
        </Button>
      ) : null}
      <ul className="lk-process-people">
        {data.runs.map((one) => (
          <li key={one.run}>
            <span className="lk-grow">
              <Link to={recordPath(one.object, one.subject)}>{one.name || text(label('未命名', 'No name'))}</Link>
              <span className="lk-label" style={{ display: 'block' }}>
                {words.step(stepOf(one.node))} · <span title={full(one.ended_at)}>{ago(one.ended_at)}</span>
              </span>
              <span style={{ display: 'block', color: 'var(--lk-red-fg)' }}>{words.failure(one.failure ?? '')}</span>
            </span>
            {may ? (
              <Button size="small" disabled={pending} onClick={() => retry([one.run])}>
                {text(label('重试', 'Retry'))}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** How many runs failed; opens the list of them, where they are tried again. */
export const FailedRuns = () => {
  const text = useText()
  const { failed } = useBench()
  const [open, setOpen] = useState(false)
  if (failed === 0 && !open) return null
  return (
    <>
      <Button danger icon={<Icon name="alert-triangle" size={13} />} onClick={() => setOpen(true)}>
        {text(label('失败 {n}', '{n} failed'), { n: failed })}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        size={420}
        destroyOnHidden
        title={text(label('失败的运行', 'Failed runs'))}
      >
        <FailedList />
      </Drawer>
    </>
  )
}
