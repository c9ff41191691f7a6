import { label } from '@lianke/kernel'
import { useText } from '../../base/i18n/i18n.ts'
import { Segmented } from 'antd'
import { Ending } from './ending.tsx'
import { Enrol } from './enrol.tsx'
import { Reentry } from './reentry.tsx'
import { freshTrigger, triggerKinds } from './trigger-kinds.tsx'
import { useBench } from './use-workbench.ts'

/** What starts a journey, whether one may come again, and what ends it. */
export const TriggerSettings = () => {
  const text = useText()
  const { row, draft, change, may } = useBench()
  const { trigger } = draft
  const on = String(trigger.on ?? 'manual')
  const Kind = triggerKinds[on]
  return (
    <>
      <Segmented
        block
        disabled={!may}
        value={on}
        onChange={(next) => change({ ...draft, trigger: freshTrigger(next) })}
        options={[
          { value: 'event', label: text(label('事件', 'Event')) },
          { value: 'segment', label: text(label('分群', 'Segment')) },
          { value: 'record', label: text(label('记录', 'Record')) },
          { value: 'manual', label: text(label('手动', 'By hand')) },
        ]}
      />
      {Kind ? <Kind trigger={trigger} disabled={!may} onChange={(next) => change({ ...draft, trigger: next })} /> : null}
      {row.status === 'running' ? (
        <Enrol id={row.id} />
      ) : on === 'manual' ? (
        <p className="lk-label">{text(label('发布后可以在这里加入客户。', 'After publishing, people can be put in here.'))}</p>
      ) : null}
      <Reentry />
      <Ending name="goal" />
      <Ending name="exit" />
    </>
  )
}
