import './calendar/calendar.css'
import { label, type Row } from '@lianke/kernel'
import { Failure, Icon, Page, recordPath, Skeleton, usePathPart, useSave, useText, useToast } from '@lianke/ui'
import { Link, useNavigate } from '@tanstack/react-router'
import { Input } from 'antd'
import { useState } from 'react'
import { calendar } from '../objects/calendar.object.ts'
import { firstCalendar } from '../rules/first-calendar.rule.ts'
import { CalendarHead } from './calendar/calendar-head.tsx'
import { useCalendars } from './calendar/use-calendars.ts'
import { WeekHours } from './calendar/week-hours.tsx'
import { YearView } from './calendar/year-view.tsx'

const NewCalendar = ({ like }: { readonly like: Row | undefined }) => {
  const text = useText()
  const toast = useToast()
  const navigate = useNavigate()
  const save = useSave(calendar.name)
  const [name, setName] = useState('')
  const add = () => {
    const wanted = name.trim()
    if (wanted === '') return
    const { week, holidays } = like ?? firstCalendar('zh-CN')
    save.mutate(
      { values: { name: wanted, week, holidays } },
      {
        onError: toast.failed,
        onSuccess: ({ id }) => {
          setName('')
          void navigate({ to: recordPath(calendar.name, id) })
        },
      },
    )
  }
  return (
    <Input
      size="small"
      variant="borderless"
      placeholder={text(label('新建日历，回车确认', 'New calendar, Enter to add'))}
      aria-label={text(label('新建日历', 'New calendar'))}
      value={name}
      maxLength={80}
      onChange={(event) => setName(event.target.value)}
      onPressEnter={add}
      prefix={<Icon name="plus" size={14} />}
      style={{ margin: '4px 0 12px' }}
    />
  )
}

const CalendarShown = ({ row }: { readonly row: Row }) => (
  <div className="lk-calendar" key={row.id}>
    <CalendarHead row={row} />
    <WeekHours key={`week ${row.id}`} row={row} />
    <YearView key={`year ${row.id}`} row={row} />
  </div>
)

/** Calendars on the left; on the right when one works by the chosen one: hours of the week, and a year with its holidays. */
const CalendarsPage = () => {
  const text = useText()
  const asked = usePathPart('id')
  const { rows, error, isPending, refetch } = useCalendars()
  const chosen = rows.find(({ id }) => id === asked) ?? rows[0]
  return (
    <Page
      full
      title={text(label('工作日历', 'Working calendars'))}
      lead={text(
        label(
          '工单时效、任务提醒、免打扰和排班都按它计算；部门和员工可以各有自己的日历',
          'Service levels, reminders, quiet hours and shifts count by it; departments and colleagues may have their own',
        ),
      )}
    >
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : isPending ? (
        <Skeleton rows={8} />
      ) : (
        <div className="lk-calendars">
          <nav className="lk-calendars-list" aria-label={text(label('工作日历', 'Working calendars'))}>
            {rows.map((row) => (
              <Link
                key={row.id}
                to={recordPath(calendar.name, row.id)}
                className={`lk-calendars-item${row.id === chosen?.id ? ' active' : ''}`}
                aria-current={row.id === chosen?.id ? 'page' : undefined}
              >
                <Icon name="calendar" size={15} />
                <span className="lk-ellipsis lk-grow">{String(row.name)}</span>
                {row.usual ? <span className="lk-label">{text(label('默认', 'Default'))}</span> : null}
              </Link>
            ))}
            <NewCalendar like={rows[0]} />
          </nav>
          <div className="lk-calendars-main">{chosen ? <CalendarShown row={chosen} /> : <NoCalendar />}</div>
        </div>
      )}
    </Page>
  )
}
export default CalendarsPage

const NoCalendar = () => {
  const text = useText()
  return (
    <p className="lk-muted">
      {text(
        label(
          '还没有工作日历：所有期限按全天计算。在左边写下名称新建一个，再设为公司默认。',
          'No calendar yet: every hour counts. Name one on the left, then make it the company default.',
        ),
      )}
    </p>
  )
}
