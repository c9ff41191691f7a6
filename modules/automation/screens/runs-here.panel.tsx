import './runs-here.css'
import { anySubject, label, type Meta } from '@lianke/kernel'
import { recordPath, useAsk, useModel, useModelWords, useMoment, useText } from '@lianke/ui'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

interface Run {
  readonly run: string
  readonly process: string
  readonly name: string
  readonly state: string
  readonly status: string
  readonly step: string | null
  readonly started_at: string
  readonly ended_at: string | null
  readonly end_reason: string | null
  readonly failure: string | null
  readonly due_at: string | null
  readonly wait_event: string | null
  readonly cause: { readonly name: string; readonly at: string } | null
}
type Kind = Meta['processes'][number]

const everyMs = 15_000
const endedShown = 3
const reasons: Readonly<Record<string, ReturnType<typeof label>>> = {
  completed: label('走完', 'Went to the end'),
  goal: label('达成目标', 'Reached the goal'),
  exit: label('退出', 'Left'),
  failed: label('失败', 'Failed'),
  stopped: label('流程被结束', 'The process was ended'),
  merged: label('并入另一位客户', 'Merged into another person'),
  taken_out: label('被移出', 'Taken out'),
  deleted: label('记录已删除', 'The record was deleted'),
}
const holding: Readonly<Record<string, ReturnType<typeof label>>> = {
  paused: label('流程已暂停', 'The process is paused'),
  stopped: label('流程因故障停止', 'The process stopped by a fault'),
}

/** What a run does now, or how it ended. */
const useStanding = (kind: Kind) => {
  const text = useText()
  const said = useModelWords()
  const { ago } = useMoment()
  const model = useModel()
  const event = (name: string) => text(model.event(name)?.label) || name
  const failure = (told: string) => (/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/.test(told) ? said(`refusal.${told}`) : told)
  return (run: Run): string => {
    if (run.status === 'ended') {
      const own = kind.endings?.find(({ reason }) => reason === run.end_reason)
      const ended = text(own?.label ?? reasons[run.end_reason ?? ''] ?? label('已结束', 'Ended'))
      const why = run.end_reason === 'failed' && run.failure ? `：${failure(run.failure)}` : ''
      return `${ended}${why} · ${ago(run.ended_at ?? run.started_at)}`
    }
    const step = text(model.steps.find(({ name }) => name === run.step)?.label)
    const parts = [
      step,
      run.wait_event ? text(label('等 {event}', 'waits for {event}'), { event: event(run.wait_event) }) : '',
      run.due_at ? text(label('{when} 继续', 'goes on {when}'), { when: ago(run.due_at) }) : '',
      run.failure && run.due_at ? failure(run.failure) : '',
      holding[run.state] ? text(holding[run.state]) : '',
    ]
    return parts.filter(Boolean).join(' · ')
  }
}

/** What started it. */
const useCause = () => {
  const text = useText()
  const { ago } = useMoment()
  const model = useModel()
  return ({ cause, started_at }: Run): string => {
    if (!cause) return text(label('定时或手动，{when} 开始', 'By the clock or by hand, {when}'), { when: ago(started_at) })
    const [object = '', change = ''] = [cause.name.slice(0, cause.name.lastIndexOf('.')), cause.name.split('.').at(-1)]
    const changes: Readonly<Record<string, string>> = {
      created: text(label('新建', 'created')),
      updated: text(label('修改', 'changed')),
      deleted: text(label('删除', 'deleted')),
    }
    const named =
      text(model.event(cause.name)?.label) || `${text(model.object(object)?.label)} ${changes[change] ?? change}`.trim()
    return text(label('因「{what}」，{when} 开始', 'Because of “{what}”, {when}'), { what: named, when: ago(started_at) })
  }
}

const RunLine = ({ kind, run }: { readonly kind: Kind; readonly run: Run }) => {
  const standing = useStanding(kind)
  const cause = useCause()
  return (
    <Link to={recordPath(kind.object, run.process)} className="lk-runs-line">
      <b className="lk-ellipsis">{run.name}</b>
      <small>{standing(run)}</small>
      <small className="lk-muted">{cause(run)}</small>
    </Link>
  )
}

const OfKind = ({ kind, object, id }: { readonly kind: Kind; readonly object: string; readonly id: string }) => {
  const text = useText()
  const [all, setAll] = useState(false)
  const { data } = useAsk<{ runs: readonly Run[] }>(`${kind.name}.of_record`, { object, record: id }, { every: everyMs })
  const runs = data?.runs ?? []
  const under = runs.filter(({ status }) => status !== 'ended')
  const ended = runs.filter(({ status }) => status === 'ended')
  if (runs.length === 0) return null
  return (
    <section aria-label={text(kind.label)} className="lk-runs-here">
      <h3 className="lk-side-title">
        {text(kind.label)} <span className="lk-num">{under.length || ''}</span>
      </h3>
      {[...under, ...ended.slice(0, all ? undefined : endedShown)].map((run) => (
        <RunLine key={run.run} kind={kind} run={run} />
      ))}
      {ended.length > endedShown ? (
        <button type="button" className="lk-plain lk-muted" onClick={() => setAll(!all)}>
          {all ? text(label('收起', 'Less')) : text(label('还有 {n} 个', '{n} more'), { n: ended.length - endedShown })}
        </button>
      ) : null}
    </section>
  )
}

/** What runs on a record, and why; what ran, and how it ended. */
const RunsHere = ({ object, id }: { readonly object: string; readonly id: string }) =>
  useModel()
    .processes.filter(
      // A kind with an act of its own says itself where its records stand.
      ({ subject, object: definitions, enteredBy }) =>
        enteredBy !== 'act' && definitions !== object && (subject === anySubject || subject === object),
    )
    .map((kind) => <OfKind key={kind.name} kind={kind} object={object} id={id} />)
export default RunsHere
