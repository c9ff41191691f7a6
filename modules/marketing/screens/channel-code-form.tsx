import { label, type Label, type MetaObject, type Row } from '@lianke/kernel'
import { fieldWidgets, PageSection, problemsByField, RecordPicker, useRecord, useSave, useText, useToast } from '@lianke/ui'
import { Button, Input, InputNumber, Segmented, Switch } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { type Attachment, AttachmentsEditor } from './attachments-editor.tsx'
import { namesOf, type SlotDraft, slotProblems } from './code-form.ts'
import { PhonePreview } from './phone-preview.tsx'
import { ScheduleEditor } from './schedule-editor.tsx'

const object = 'marketing.channel_code'
const list = <T,>(value: unknown): readonly T[] => (Array.isArray(value) ? (value as T[]) : [])
const idsOf = (value: unknown): string[] =>
  list<{ id?: unknown } | string>(value).flatMap((one) => (typeof one === 'string' ? [one] : one?.id ? [String(one.id)] : []))
const idOf = (value: unknown) => (value && typeof value === 'object' && 'id' in value ? value.id : value)

/** Everything about a code that a person decides; the preview beside it changes while one types. */
export const ChannelCodeForm = ({
  meta,
  row,
  saved,
}: {
  readonly meta: MetaObject
  readonly row: Row | null
  saved(row: Row): void
}) => {
  const text = useText()
  const toast = useToast()
  const save = useSave(object)
  const [changes, setChanges] = useState<Record<string, unknown>>({})
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const values: Record<string, unknown> = { auto_accept: true, ...row, ...changes }
  const [names, setNames] = useState(() => list<string>(row?.blocked_names).join('\n'))
  const dirty = Object.keys(changes).length > 0
  useEffect(() => {
    if (!dirty) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [dirty])
  const set = (name: string, value: unknown) => {
    setChanges((old) => ({ ...old, [name]: value }))
    setProblems(({ [name]: _solved, ...rest }) => rest)
  }
  const slots = list<SlotDraft>(values.schedule)
  const planned = values.schedule_shown === undefined ? slots.length > 0 : Boolean(values.schedule_shown)
  const submit = () => {
    if (!String(values.name ?? '').trim()) return setProblems({ name: text(label('请填名称', 'Give it a name')) })
    if (planned && slotProblems(slots).length > 0)
      return setProblems({ schedule: text(label('请先补全排班', 'Complete the schedule first')) })
    const { schedule_shown: _shown, ...sent } = changes
    if (changes.schedule_shown === false) sent.schedule = []
    save.mutate(
      {
        id: row?.id,
        values: Object.fromEntries(
          Object.entries(sent).map(([name, value]) => [
            name,
            value === '' ? null : name === 'campaign' ? (idOf(value) ?? null) : value,
          ]),
        ),
        version: row?.version,
      },
      {
        onSuccess: (done) => {
          setChanges({})
          toast.done(text(label('已保存', 'Saved')))
          saved(done)
        },
        onError: (error) => {
          setProblems(problemsByField(error))
          toast.failed(error)
        },
      },
    )
  }
  const Tags = fieldWidgets.tags.Input
  const field = (name: string, said: Label, input: ReactNode, help?: Label) => (
    <div className={`lk-field wide${problems[name] ? ' bad' : ''}`}>
      <label htmlFor={`code-${name}`}>{text(said)}</label>
      {input}
      {problems[name] ? (
        <span className="lk-field-problem" role="alert">
          {problems[name]}
        </span>
      ) : help ? (
        <span className="lk-label">{text(help)}</span>
      ) : null}
    </div>
  )
  const staff = idsOf(values.staff)
  const firstStaff = staff[0] ?? slots[0]?.staff[0]
  const staffName = String(useRecord('organisation.staff', firstStaff).data?.name ?? '')
  const attachments = list<Attachment>(values.welcome_attachments)
  const plain = (name: string, props: { readonly max: number; readonly placeholder?: string }) => (
    <Input
      id={`code-${name}`}
      value={String(values[name] ?? '')}
      maxLength={props.max}
      placeholder={props.placeholder}
      onChange={(event) => set(name, event.target.value)}
    />
  )
  return (
    <div className="lk-code-form">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <PageSection title={text(label('渠道', 'Channel'))}>
          <div className="lk-form-grid">
            {field(
              'name',
              label('名称', 'Name'),
              plain('name', { max: 120, placeholder: text(label('如：西湖店台卡', 'For example: West Lake counter card')) }),
            )}
            {field(
              'source',
              label('来源名称', 'Source name'),
              plain('source', { max: 120 }),
              label('写进客户的来源，不填就用活码名称', 'Written to the person’s source; the code’s name when empty'),
            )}
            {field(
              'campaign',
              label('活动', 'Campaign'),
              <RecordPicker
                id="code-campaign"
                to="marketing.campaign"
                value={values.campaign}
                onChange={(next) => set('campaign', next)}
              />,
            )}
          </div>
        </PageSection>
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
            {planned
              ? field(
                  'schedule',
                  label('排班', 'Schedule'),
                  <ScheduleEditor value={slots} onChange={(next) => set('schedule', next)} />,
                )
              : field(
                  'staff',
                  label('接待员工', 'Staff'),
                  <RecordPicker
                    id="code-staff"
                    to="organisation.staff"
                    many
                    value={values.staff}
                    onChange={(next) => set('staff', idsOf(next))}
                  />,
                  label('多人时由企业微信轮流分配', 'WeCom shares newcomers among them'),
                )}
            {field(
              'backup_staff',
              label('备用员工', 'Backup staff'),
              <RecordPicker
                id="code-backup_staff"
                to="organisation.staff"
                many
                value={values.backup_staff}
                onChange={(next) => set('backup_staff', idsOf(next))}
              />,
              label('没人排班或都到上限时接待', 'Answer when nobody is planned or all have reached the cap'),
            )}
            <div className="lk-code-pair">
              {field(
                'daily_cap',
                label('每人每日上限', 'Daily cap per staff'),
                <InputNumber
                  id="code-daily_cap"
                  style={{ width: '100%' }}
                  controls={false}
                  min={1}
                  max={100_000}
                  precision={0}
                  value={values.daily_cap as number | null}
                  placeholder={text(label('不限', 'No limit'))}
                  onChange={(next) => set('daily_cap', next)}
                />,
              )}
              {field(
                'auto_accept',
                label('自动通过好友', 'Accept automatically'),
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
                </span>,
                values.auto_accept !== false
                  ? label('不填时间就是全天', 'All day without hours')
                  : label('由员工手动通过', 'Staff accept by hand'),
              )}
            </div>
          </div>
        </PageSection>
        <PageSection title={text(label('添加之后', 'After adding'))}>
          <div className="lk-form-grid">
            {meta.fields.tags && Tags
              ? field(
                  'tags',
                  label('打标签', 'Tags to add'),
                  <Tags
                    field={meta.fields.tags}
                    value={values.tags ?? null}
                    onChange={(next) => set('tags', next)}
                    id="code-tags"
                  />,
                )
              : null}
            {field(
              'remark_template',
              label('备注模板', 'Remark template'),
              plain('remark_template', { max: 60, placeholder: '{name}-' }),
              label('{name} 是客户昵称，企业微信备注最多 20 字', '{name} is the nickname; WeCom takes 20 characters'),
            )}
          </div>
        </PageSection>
        <PageSection title={text(label('欢迎语', 'Welcome'))}>
          <div className="lk-form-grid">
            {field(
              'welcome_text',
              label('文字', 'Text'),
              <Input.TextArea
                id="code-welcome_text"
                autoSize={{ minRows: 4, maxRows: 12 }}
                maxLength={2000}
                value={String(values.welcome_text ?? '')}
                onChange={(event) => set('welcome_text', event.target.value)}
              />,
            )}
            <div className="lk-field wide">
              <button
                type="button"
                className="lk-filter-add"
                style={{ alignSelf: 'flex-start', marginLeft: -8 }}
                onClick={() => set('welcome_text', `${String(values.welcome_text ?? '')}{name}`)}
              >
                <span aria-hidden style={{ fontFamily: 'var(--lk-mono)', fontSize: 12 }}>
                  {'{}'}
                </span>
                {text(label('插入客户昵称', 'Insert the nickname'))}
              </button>
            </div>
            {field(
              'welcome_attachments',
              label('附件', 'Attachments'),
              <AttachmentsEditor value={attachments} onChange={(next) => set('welcome_attachments', next)} />,
            )}
            {field(
              'blocked_names',
              label('昵称黑名单', 'Blocked nicknames'),
              <Input.TextArea
                id="code-blocked_names"
                autoSize={{ minRows: 2, maxRows: 6 }}
                value={names}
                onChange={(event) => {
                  setNames(event.target.value)
                  set('blocked_names', namesOf(event.target.value))
                }}
              />,
              label('每行一个；昵称里含有这些字的不发欢迎语', 'One per line; nicknames that contain them are not greeted'),
            )}
          </div>
        </PageSection>
        <div className="lk-code-save">
          <Button type="primary" htmlType="submit" loading={save.isPending} disabled={!dirty}>
            {text(label('保存', 'Save'))}
          </Button>
          {dirty ? <span className="lk-muted">{text(label('有改动未保存', 'Unsaved changes'))}</span> : null}
        </div>
      </form>
      <div className="lk-code-preview">
        <p className="lk-label">{text(label('客户看到的', 'What the customer sees'))}</p>
        <PhonePreview welcome={String(values.welcome_text ?? '')} attachments={attachments} staff={staffName} />
      </div>
    </div>
  )
}
