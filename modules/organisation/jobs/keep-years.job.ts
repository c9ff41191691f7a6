import { defineJob, idsIn, isYearMissing, textsIn, type UnitOfWork } from '@lianke/kernel'
import { keepKnownYears } from '../commands/keep-year.ts'
import { calendarYearMissing } from '../events/organisation.events.ts'
import { calendar } from '../objects/calendar.object.ts'
import { role } from '../objects/role.object.ts'
import { staff } from '../objects/staff.object.ts'
import { wantedYears } from '../rules/wanted-years.rule.ts'

const calendarsMax = 200
const keepersMax = 50

/** Whoever may set up the company. */
const keepersOf = async (work: UnitOfWork): Promise<readonly string[]> => {
  const roles = await work.records.list(role, { fields: ['rights'], limit: 1000 })
  const keeping = roles.data.filter(({ rights }) => textsIn(rights).some((one) => one === '*' || one === 'platform.settings'))
  if (keeping.length === 0) return []
  const { data } = await work.records.list(staff, {
    filter: {
      and: [
        { field: 'status', op: 'eq', value: 'active' },
        { field: 'roles', op: 'any_of', value: idsIn(keeping) },
      ],
    },
    fields: ['id'],
    limit: keepersMax,
  })
  return data.map(({ id }) => id)
}

/** Years that the product brings are taken into calendars of public holidays; what is still missing of the years wanted is told, once. */
export const keepYearsJob = defineJob({
  name: 'organisation.keep_years',
  cron: '30 3 * * *',
  timeoutMs: 120_000,
  run: (job) =>
    job.transaction(async (work) => {
      const { data } = await work.records.list(calendar, { limit: calendarsMax })
      for (const { id, holidays } of data) if (holidays === 'china') await keepKnownYears(work, id)
      const keepers = await keepersOf(work)
      for (const { id, name } of data) {
        const known = (await work.calendars()).of(id)
        for (const year of wantedYears(work.now, known.zone).filter((one) => isYearMissing(known, one)))
          for (const keeper of keepers)
            await work.emit({
              name: calendarYearMissing.name,
              subject: { object: calendar.name, id },
              payload: { staff: keeper, year, calendar: name },
              key: `${calendarYearMissing.name}:${id}:${year}:${keeper}`,
            })
      }
    }),
})
