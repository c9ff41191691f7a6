import { label } from '@lianke/kernel'
import { useText } from '../../base/i18n/i18n.ts'
import { InputNumber, Select } from 'antd'
import { useBench } from './use-workbench.ts'

/** Whether the same person may come again. */
export const Reentry = () => {
  const text = useText()
  const { draft, change, may } = useBench()
  const { reentry } = draft
  return (
    <div className="lk-process-field">
      <span className="lk-process-said">{text(label('同一条记录', 'The same record'))}</span>
      <Select
        disabled={!may}
        value={String(reentry.mode ?? 'once')}
        onChange={(mode) => change({ ...draft, reentry: mode === 'after' ? { mode, days: 30 } : { mode } })}
        options={[
          { value: 'once', label: text(label('只进入一次', 'Enters once')) },
          { value: 'after', label: text(label('隔一段时间可再进', 'May come again after a while')) },
          { value: 'always', label: text(label('每次触发都进', 'Enters every time')) },
        ]}
      />
      {reentry.mode === 'after' ? (
        <InputNumber
          min={1}
          max={3650}
          disabled={!may}
          value={Number(reentry.days ?? 30)}
          suffix={text(label('天', 'days'))}
          aria-label={text(label('间隔', 'Interval'))}
          onChange={(days) => change({ ...draft, reentry: { mode: 'after', days: days ?? 1 } })}
        />
      ) : null}
    </div>
  )
}
