import { label } from '@lianke/kernel'
import { recordPath } from '../../base/client/peek.ts'
import { Avatar } from '../../base/feedback/avatar.tsx'
import { Empty } from '../../base/feedback/states.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk } from '../../base/client/use-ask.ts'
import { PlayedRun } from './played-run.tsx'
import { saidOf, useKind } from './process-kind.ts'
import { useProcessWords } from './use-process-words.ts'
import { useBench } from './use-workbench.ts'

interface Run {
  readonly run: string
  readonly object: string
  readonly subject: string
  /** Null: nobody has said it yet. */
  readonly name: string | null
  readonly version: number
  readonly entered_at: string
  readonly due_at: string | null
  readonly wait_event: string | null
}

const GoesOn = ({ run }: { readonly run: Run }) => {
  const text = useText()
  const words = useProcessWords()
  const { ago } = useMoment()
  if (run.due_at) return text(label('{when} 继续', 'goes on {when}'), { when: ago(run.due_at) })
  if (run.wait_event) return text(label('等 {event}', 'waits for {event}'), { event: words.event(run.wait_event) })
  return ago(run.entered_at)
}

/** Who stands at a step now, when they go on, and the way of the one that is opened. */
export const PeopleHere = ({ node }: { readonly node: string }) => {
  const text = useText()
  const { row } = useBench()
  const { kind } = useKind()
  const [open, setOpen] = useState<string | null>(null)
  const named = (run: Run) => run.name || text(label('未命名', 'No name'))
  const { data } = useAsk<{ runs: Run[] }>(`${kind.name}.${saidOf(kind).here}`, { id: row.id, node }, { every: 5000 })
  if (!data || data.runs.length === 0)
    return <Empty small icon="users" title={text(label('现在没有停在这里的', 'Nobody is here now'))} />
  return (
    <ul className="lk-process-people">
      {data.runs.map((run) => (
        <li key={run.run} style={{ flexWrap: 'wrap' }}>
          <Avatar name={run.name} size={24} />
          <Link className="lk-grow lk-ellipsis" to={recordPath(run.object, run.subject)}>
            {named(run)}
          </Link>
          <span className="lk-label">
            <GoesOn run={run} />
          </span>
          <button
            type="button"
            className="lk-icon-button small"
            aria-expanded={open === run.run}
            aria-label={text(label('{name} 的经过', 'The way of {name}'), { name: named(run) })}
            onClick={() => setOpen(open === run.run ? null : run.run)}
          >
            <Icon name="play" size={13} />
          </button>
          {open === run.run ? <PlayedRun subject={run.subject} run={run.run} /> : null}
        </li>
      ))}
    </ul>
  )
}
