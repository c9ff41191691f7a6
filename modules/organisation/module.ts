import { defineModule, label } from '@lianke/kernel'
import { keepRates } from './checks/rate-stands.check.ts'
import { calendarImportYear } from './commands/calendar-import-year.command.ts'
import { calendarMakeUsual } from './commands/calendar-make-usual.command.ts'
import { calendarRemove } from './commands/calendar-remove.command.ts'
import { calendarTakeYear } from './commands/calendar-take-year.command.ts'
import { rateKeep } from './commands/rate-keep.command.ts'
import { rateRemove } from './commands/rate-remove.command.ts'
import { roleCopy } from './commands/role-copy.command.ts'
import { staffInvite } from './commands/staff-invite.command.ts'
import { staffAccountAssign } from './commands/staff-account-assign.command.ts'
import { staffHolds } from './commands/staff-holds.command.ts'
import { staffLeave } from './commands/staff-leave.command.ts'
import { organisationEvents } from './events/organisation.events.ts'
import { handOverJob } from './jobs/hand-over.job.ts'
import { keepYearsJob } from './jobs/keep-years.job.ts'
import { yearMissingNotice } from './notices/calendar-year-missing.notice.ts'
import { calendar } from './objects/calendar.object.ts'
import { calendarYear } from './objects/calendar-year.object.ts'
import { department } from './objects/department.object.ts'
import { exchangeRate } from './objects/exchange-rate.object.ts'
import { role } from './objects/role.object.ts'
import { staff } from './objects/staff.object.ts'
import { staffAccount } from './objects/staff-account.object.ts'
import { onCalendarKept } from './reactions/on-calendar-kept.reaction.ts'
import { onDepartmentMoved } from './reactions/on-department-moved.reaction.ts'
import { onDepartmentGone, onDepartmentSeen, onStaffGone, onStaffSeen } from './reactions/on-directory-seen.reaction.ts'
import { firstCalendar } from './rules/first-calendar.rule.ts'
import { ratesRoute } from './routes/rates.route.ts'
import { roles } from './roles/builtin.role.ts'
import { membersStep } from './setup/members.setup-step.ts'

/** The company's own people, what they may do and when they work. */
export const organisationModule = defineModule({
  name: 'organisation',
  label: label('组织', 'Organisation'),
  area: 'settings',
  ground: true,
  objects: [staff, staffAccount, department, role, calendar, calendarYear, exchangeRate],
  events: organisationEvents,
  commands: [
    staffInvite,
    staffAccountAssign,
    staffHolds,
    staffLeave,
    roleCopy,
    calendarTakeYear,
    calendarImportYear,
    calendarMakeUsual,
    calendarRemove,
    rateKeep,
    rateRemove,
  ],
  jobs: [handOverJob, keepYearsJob],
  notices: [yearMissingNotice],
  beginnings: [{ object: calendar.name, rows: (locale) => [firstCalendar(locale)] }],
  reactions: [onCalendarKept, onDepartmentMoved, onDepartmentSeen, onDepartmentGone, onStaffSeen, onStaffGone],
  roles,
  routes: [ratesRoute],
  rights: [{ name: keepRates, label: label('维护汇率', 'Keep exchange rates') }],
  setup: [membersStep],
  words: {
    'job.organisation.hand_over': label('离职交接', 'Hand over what a colleague had'),
    'refusal.staff_account.has_one': label(
      '这位员工在企业 {issuer} 已有账号 {account}',
      'The employee has the account {account} in {issuer} already',
    ),
    'refusal.staff.unknown_role': label('角色不存在', 'There is no such role'),
    'refusal.staff.own_successor': label('接手人不能是本人', 'Someone else must take over'),
    'job.organisation.keep_years': label('补齐工作日历的节假日', 'Keeps the holidays of working calendars'),
    'refusal.calendar.never_open': label(
      '日历「{name}」没有工作时间，算不出期限',
      'Calendar {name} has no working time: nothing can be counted by it',
    ),
    'refusal.calendar.no_hours': label('一周里至少要有一段工作时间', 'At least one span of the week is worked'),
    'refusal.calendar.span_shape': label('时间要写成 09:00 这样', 'A time is written like 09:00'),
    'refusal.calendar.span_over_midnight': label(
      '一段工时要在同一天内，结束晚于开始；跨零点请拆成两段（到 24:00，次日从 00:00）',
      'A span ends later on the same day; one that spans midnight is two (until 24:00, then from 00:00)',
    ),
    'refusal.calendar.spans_overlap': label('工时按先后排列，不能重叠', 'Spans follow one another and do not overlap'),
    'refusal.calendar.spans_many': label('一天最多 8 段工时', 'At most eight spans a day'),
    'refusal.calendar.unknown_zone': label('没有「{zone}」这个时区', 'There is no time zone {zone}'),
    'refusal.calendar.no_such_day': label('没有「{date}」这一天', 'There is no day {date}'),
    'refusal.calendar.day_of_another_year': label('{date} 不属于 {year} 年', '{date} is no day of {year}'),
    'refusal.calendar.day_twice': label('{date} 出现了两次', '{date} is there twice'),
    'refusal.calendar.day_without_name': label('{date} 要有名称，最多 60 字', '{date} needs a name of at most 60 characters'),
    'refusal.calendar.is_usual': label(
      '「{name}」是公司默认日历；请先把另一个设为默认',
      '{name} is the company default; make another one so first',
    ),
    'refusal.calendar.keeps_no_holidays': label(
      '日历「{name}」设为不放假，请先改节假日来源',
      'Calendar {name} keeps no holidays; choose where they come from first',
    ),
    'refusal.calendar.year_not_in_product': label(
      '产品里没有 {year} 年的法定节假日；公布后请导入当年的文件',
      'The product has no public holidays of {year}; import the file of that year once it is published',
    ),
    'refusal.calendar.not_a_year_file': label(
      '不是某一年的节假日文件（要有 year 和 days，days 里是 name、date、isOffDay）',
      'This is no file of a year’s holidays (year, and days with name, date and isOffDay)',
    ),
    'refusal.rate.unknown_currency': label('{currency} 不是现行货币（ISO 4217）', '{currency} is no currency in use (ISO 4217)'),
    'refusal.rate.own_currency': label(
      '{currency} 就是本位币，不需要汇率',
      '{currency} is the company’s own currency and needs no rate',
    ),
    'refusal.rate.not_positive': label('汇率必须大于零', 'A rate is above zero'),
    'refusal.staff.already_left': label('{name} 已离职', '{name} has already left'),
  },
})
