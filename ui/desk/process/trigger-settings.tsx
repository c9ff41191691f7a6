import { anySubject, filterIn, label } from '@lianke/kernel'
import { Segmented, Select } from 'antd'
import { useText } from '../../base/i18n/i18n.ts'
import { FilterBar } from '../filter-builder/filter-bar.tsx'
import { Ending } from './ending.tsx'
import { Enrol } from './enrol.tsx'
import { KindEndings } from './kind-endings.tsx'
import { ofPeople, useKind } from './process-kind.ts'
import { Reentry } from './reentry.tsx'
import { triggerKinds } from './trigger-kinds.tsx'
import { freshTrigger } from './trigger-props.ts'
import { useBench } from './use-workbench.ts'

const kinds: Readonly<Record<string, ReturnType<typeof label>>> = {
  event: label('事件', 'Event'),
  segment: label('分群', 'Segment'),
  record: label('记录', 'Record'),
  date: label('日期到了', 'A date'),
  schedule: label('定时', 'Schedule'),
  hook: label('外部调用', 'Webhook'),
  manual: label('手动', 'By hand'),
}
const besideMax = 4

/** Which kind of trigger: side by side where they are few. */
const TriggerChoice = ({ on, choose }: { readonly on: string; choose(on: string): void }) => {
  const text = useText()
  const { may } = useBench()
  const { triggers } = useKind().kind
  const options = triggers.map((value) => ({ value: String(value), label: text(kinds[value]) }))
  return options.length > besideMax ? (
    <Select disabled={!may} value={on} aria-label={text(label('触发', 'Trigger'))} options={options} onChange={choose} />
  ) : (
    <Segmented block disabled={!may} value={on} options={options} onChange={choose} />
  )
}

/** Only records that are like this enter, whatever starts them. */
const Condition = () => {
  const text = useText()
  const { draft, change } = useBench()
  const { subject } = useKind()
  return (
    <div className="lk-process-field">
      <span className="lk-process-said">{text(label('只有符合条件的进入', 'Only those that fit enter'))}</span>
      <FilterBar
        object={subject}
        value={filterIn(draft.condition)}
        nested
        onChange={(filter) => change({ ...draft, condition: filter ? { ...filter } : null })}
      />
    </div>
  )
}

/** What starts a run, who enters, whether one may come again, and what ends it. */
export const TriggerSettings = () => {
  const text = useText()
  const { row, draft, change, may } = useBench()
  const { kind, subject } = useKind()
  const { trigger } = draft
  const people = ofPeople(kind)
  const on = String(trigger.on ?? 'manual')
  const Kind = triggerKinds[on]
  return (
    <>
      <TriggerChoice on={on} choose={(next) => change({ ...draft, trigger: freshTrigger(next, people ? null : subject) })} />
      {Kind ? <Kind trigger={trigger} disabled={!may} onChange={(next) => change({ ...draft, trigger: next })} /> : null}
      {people ? null : <Condition />}
      {kind.enteredBy === 'act' ? null : row.status === 'running' ? (
        <Enrol id={row.id} />
      ) : on === 'manual' ? (
        <p className="lk-label">
          {people
            ? text(label('发布后可以在这里加入客户。', 'After publishing, people can be put in here.'))
            : text(label('发布后可以在这里加入记录。', 'After publishing, records can be put in here.'))}
        </p>
      ) : null}
      {kind.subject === anySubject ? null : <Reentry />}
      <KindEndings />
      <Ending name="goal" />
      <Ending name="exit" />
    </>
  )
}
