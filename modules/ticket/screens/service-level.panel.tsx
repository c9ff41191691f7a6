import './service-level.css'
import { addWorkingMinutes, alwaysOpen, isObject, label, optionsIn, type WorkingCalendar } from '@lianke/kernel'
import { calendar } from '@lianke/organisation/contract'
import {
  FieldValue,
  listPath,
  Skeleton,
  type CompanySetting,
  useMoment,
  useModel,
  useSettingDraft,
  useSettings,
  useText,
  useToast,
  useWords,
  useWorkingCalendars,
} from '@lianke/ui'
import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { ticket } from '../objects/ticket.object.ts'
import { type Priority, priorities, type ServiceLevel, serviceLevelIn } from '../rules/service-level.rule.ts'
import { MinutesInput } from './minutes-input.tsx'

type Target = ServiceLevel[Priority]

/** What the times come to for a ticket that is opened now. */
const Example = ({ target, calendar: company }: { readonly target: Target; readonly calendar: WorkingCalendar }) => {
  const text = useText()
  const { local, zone } = useMoment()
  const by = target.always ? alwaysOpen(zone) : company
  const now = new Date().toISOString()
  const at = (minutes: number) => local(addWorkingMinutes(by, now, minutes).at).format('M-D HH:mm')
  return (
    <p className="lk-label lk-num">
      {target.resolve < target.respond
        ? text(label('解决时间比首次答复还短，请检查。', 'Solved sooner than answered: please check.'))
        : text(label('现在提交：{respond} 前答复，{resolve} 前解决', 'Opened now: answered by {respond}, solved by {resolve}'), {
            respond: at(target.respond),
            resolve: at(target.resolve),
          })}
    </p>
  )
}

/** One priority: how soon it is answered and solved, and by which hours. */
const Line = ({
  priority,
  target,
  calendar: company,
  onChange,
}: {
  readonly priority: Priority
  readonly target: Target
  readonly calendar: WorkingCalendar | null
  onChange(target: Target): void
}) => {
  const text = useText()
  const field = useModel().object(ticket.name)?.fields.priority
  const called = text(optionsIn(field?.options).find(({ value }) => value === priority)?.label) || priority
  const said = (what: string) => `${called} · ${what}`
  const [answer, solution, hours] = [
    text(label('首次答复', 'First answer')),
    text(label('解决', 'Solution')),
    text(label('计时', 'Counted')),
  ]
  return (
    <div className="lk-level-line" role="group" aria-label={called}>
      <b>{field ? <FieldValue field={field} value={priority} /> : called}</b>
      <label>
        <span>{answer}</span>
        <MinutesInput said={said(answer)} value={target.respond} onChange={(respond) => onChange({ ...target, respond })} />
      </label>
      <label>
        <span>{solution}</span>
        <MinutesInput said={said(solution)} value={target.resolve} onChange={(resolve) => onChange({ ...target, resolve })} />
      </label>
      <label>
        <span>{hours}</span>
        <Select
          style={{ width: '100%' }}
          aria-label={said(hours)}
          value={target.always === true}
          options={[
            { value: false, label: text(label('工作时间', 'Working time')) },
            { value: true, label: text(label('全天，含节假日', 'Day and night')) },
          ]}
          onChange={(always: boolean) => onChange({ ...target, always })}
        />
      </label>
      {company ? <Example target={target} calendar={company} /> : null}
    </div>
  )
}

const ByWhichHours = ({ company }: { readonly company: WorkingCalendar | null }) => {
  const text = useText()
  const mayKeep = useModel().object(calendar.name) !== undefined
  return (
    <p className="lk-muted" style={{ margin: 0 }}>
      {company?.name
        ? text(
            label(
              '工作时间按处理人所在部门的日历，没有的按公司日历「{name}」；等待客户时暂停。',
              'Working time is that of the assignee’s department, else of the company’s calendar {name}; it stands while the customer is waited for.',
            ),
            { name: company.name },
          )
        : text(
            label(
              '公司还没有工作日历，现在每个小时都计时；等待客户时暂停。',
              'The company has no working calendar yet: every hour counts. It stands while the customer is waited for.',
            ),
          )}{' '}
      {mayKeep ? <Link to={listPath(calendar.name)}>{text(label('工作日历', 'Working calendars'))}</Link> : null}
    </p>
  )
}

const hurried = priorities.toReversed()

const Levels = ({ setting }: { readonly setting: CompanySetting }) => {
  const text = useText()
  const w = useWords()
  const toast = useToast()
  const { draft: said, changed, busy, change, cancel, save } = useSettingDraft(setting)
  const draft = serviceLevelIn(isObject(said) ? said : {})
  const company = useWorkingCalendars(true)?.(null) ?? null
  const keep = () => void save().then((back) => toast.done(w('toast.saved'), back), toast.failed)
  return (
    <section className="lk-level" aria-label={text(label('工单时效', 'Service level'))}>
      <h3 className="lk-title-3">{text(label('工单时效', 'Service level'))}</h3>
      <ByWhichHours company={company} />
      <div className="lk-level-table">
        <div className="lk-level-line head" aria-hidden>
          <span>{text(label('优先级', 'Priority'))}</span>
          <span>{text(label('首次答复', 'First answer'))}</span>
          <span>{text(label('解决', 'Solution'))}</span>
          <span>{text(label('计时', 'Counted'))}</span>
        </div>
        {hurried.map((priority) => (
          <Line
            key={priority}
            priority={priority}
            target={draft[priority]}
            calendar={company}
            onChange={(target) => change({ ...draft, [priority]: target })}
          />
        ))}
      </div>
      <p className="lk-label" style={{ margin: 0 }}>
        {text(
          label(
            '用于之后提交的工单；进行中的，到下一次优先级、处理人或日历变化时按新的时效重算。',
            'For tickets that are opened from now on; those under way are counted by it at the next change of their priority, assignee or calendar.',
          ),
        )}
      </p>
      {changed ? (
        <div className="lk-row">
          <Button type="primary" loading={busy} onClick={keep}>
            {w('common.save')}
          </Button>
          <Button type="text" onClick={cancel}>
            {w('common.cancel')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

/** How soon tickets are answered and solved, by priority, with what it comes to now. */
const ServiceLevelPanel = () => {
  const { data } = useSettings()
  const setting = data?.data.find(({ name }) => name === 'ticket.service_level')
  const value = isObject(setting?.value) ? serviceLevelIn(setting.value) : null
  return setting && value ? <Levels setting={{ ...setting, value }} /> : <Skeleton rows={4} />
}
export default ServiceLevelPanel
