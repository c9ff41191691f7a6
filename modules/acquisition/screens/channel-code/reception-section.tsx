import { staff } from '@lianke/organisation/contract'
import { type Label, label } from '@lianke/kernel'
import { PageSection, RecordPicker, useText } from '@lianke/ui'
import { InputNumber, Segmented } from 'antd'
import { ScheduleEditor } from '../schedule-editor.tsx'
import { AutoAccept } from './auto-accept.tsx'
import { CodeField } from './code-field.tsx'
import { idsOf, isPlanned, slotsOf } from './code-values.ts'
import type { CodeDraft } from './use-code-draft.ts'

interface OfDraft {
  readonly draft: CodeDraft
}

/** Staff chosen by name. */
const StaffField = ({
  draft,
  name,
  said,
  help,
}: OfDraft & { readonly name: 'staff' | 'backup_staff'; readonly said: Label; readonly help: Label }) => (
  <CodeField draft={draft} name={name} said={said} help={help}>
    <RecordPicker
      id={`code-${name}`}
      to={staff.name}
      many
      value={draft.values[name]}
      onChange={(next) => draft.set(name, idsOf(next))}
    />
  </CodeField>
)

/** All day the same staff, or by schedule. */
const WhoAnswers = ({ draft }: OfDraft) => {
  const text = useText()
  const { values, set } = draft
  const planned = isPlanned(values)
  return (
    <>
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
        <StaffField
          draft={draft}
          name="staff"
          said={label('接待员工', 'Staff')}
          help={label('多人时由渠道轮流分配', 'The channel shares newcomers among them')}
        />
      )}
    </>
  )
}

const DailyCap = ({ draft }: OfDraft) => {
  const text = useText()
  const { values, set } = draft
  return (
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
  )
}

/** Who answers newcomers: all day or by schedule, how many a day, and whether they are accepted by themselves. */
export const ReceptionSection = ({ draft }: OfDraft) => {
  const text = useText()
  return (
    <PageSection title={text(label('谁来接待', 'Who answers'))}>
      <div className="lk-form-grid">
        <WhoAnswers draft={draft} />
        <StaffField
          draft={draft}
          name="backup_staff"
          said={label('备用员工', 'Backup staff')}
          help={label('没人排班或都到上限时接待', 'Answer when nobody is planned or all have reached the cap')}
        />
        <div className="lk-code-pair">
          <DailyCap draft={draft} />
          <AutoAccept draft={draft} />
        </div>
      </div>
    </PageSection>
  )
}
