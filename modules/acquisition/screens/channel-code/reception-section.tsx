import { staff } from '@lianke/organisation/contract'
import { label } from '@lianke/kernel'
import { PageSection, RecordPicker, useText } from '@lianke/ui'
import { InputNumber, Segmented, Switch } from 'antd'
import { ScheduleEditor } from '../schedule-editor.tsx'
import { CodeField } from './code-field.tsx'
import { idsOf, isPlanned, slotsOf } from './code-values.ts'
import type { CodeDraft } from './use-code-draft.ts'

/** Who answers newcomers: all day or by schedule, how many a day, and whether they are accepted by themselves. */
export const ReceptionSection = ({ draft }: { readonly draft: CodeDraft }) => {
  const text = useText()
  const { values, set } = draft
  const planned = isPlanned(values)
  return (
    <PageSection title={text(label('谁来接待', 'Who answers'))}>
      <div className="lk-form-grid">
        <div className="lk-field wide">
          <Segmented
            value={planned ? 'slots' : 'day'}
            onChange={(next) => set('schedule_shown', next === 'slots')}
            options={[
              { value: 'day', label: text(label('全天', 'All day')) },
              { value: 'slots', label: text(label('按时段排班', 'By schedule')) },
            ]}
            style={{ alignSelf: 'flex-start' }}
          />
        </div>
        {planned ? (
          <CodeField draft={draft} name="schedule" said={label('排班', 'Schedule')}>
            <ScheduleEditor value={slotsOf(values)} onChange={(next) => set('schedule', next)} />
          </CodeField>
        ) : (
          <CodeField
            draft={draft}
            name="staff"
            said={label('接待员工', 'Staff')}
            help={label('多人时由渠道轮流分配', 'The channel shares newcomers among them')}
          >
            <RecordPicker
              id="code-staff"
              to={staff.name}
              many
              value={values.staff}
              onChange={(next) => set('staff', idsOf(next))}
            />
          </CodeField>
        )}
        <CodeField
          draft={draft}
          name="backup_staff"
          said={label('备用员工', 'Backup staff')}
          help={label('没人排班或都到上限时接待', 'Answer when nobody is planned or all have reached the cap')}
        >
          <RecordPicker
            id="code-backup_staff"
            to={staff.name}
            many
            value={values.backup_staff}
            onChange={(next) => set('backup_staff', idsOf(next))}
          />
        </CodeField>
        <div className="lk-code-pair">
          <CodeField draft={draft} name="daily_cap" said={label('每人每日上限', 'Daily cap per staff')}>
            <InputNumber
              id="code-daily_cap"
              style={{ width: '100%' }}
              controls={false}
              min={1}
              max={100_000}
              precision={0}
              value={typeof values.daily_cap === 'number' ? values.daily_cap : null}
              placeholder={text(label('不限', 'No limit'))}
              onChange={(next) => set('daily_cap', next)}
            />
          </CodeField>
          <CodeField
            draft={draft}
            name="auto_accept"
            said={label('自动通过好友', 'Accept automatically')}
            help={
              values.auto_accept !== false
                ? label('不填时间就是全天', 'All day without hours')
                : label('由员工手动通过', 'Staff accept by hand')
            }
          >
            <span className="lk-row" style={{ minHeight: 32 }}>
              <Switch
                id="code-auto_accept"
                checked={values.auto_accept !== false}
                onChange={(next) => set('auto_accept', next)}
              />
              {values.auto_accept !== false ? (
                <>
                  <input
                    className="lk-clock"
                    placeholder="00:00"
                    maxLength={5}
                    inputMode="numeric"
                    aria-label={text(label('从', 'From'))}
                    value={String(values.auto_accept_from ?? '')}
                    onChange={(event) => set('auto_accept_from', event.target.value)}
                  />
                  <span className="lk-muted">–</span>
                  <input
                    className="lk-clock"
                    placeholder="00:00"
                    maxLength={5}
                    inputMode="numeric"
                    aria-label={text(label('到', 'Until'))}
                    value={String(values.auto_accept_to ?? '')}
                    onChange={(event) => set('auto_accept_to', event.target.value)}
                  />
                </>
              ) : null}
            </span>
          </CodeField>
        </div>
      </div>
    </PageSection>
  )
}
