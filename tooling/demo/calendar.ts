import { type Demo, demoActor } from './write-sets.ts'

const office = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
]
const shop = [{ from: '10:00', to: '22:00' }]
const company = { name: '公司日历', week: [office, office, office, office, office, [], []], holidays: 'china' }
const shops = { name: '门店日历', week: [shop, shop, shop, shop, shop, shop, shop], holidays: 'none' }
const yearsKept = 3

/** When the company works, with the holidays of the years the product knows; its shops are open every day. */
export const writeCalendars = async (demo: Demo): Promise<void> =>
  demo.platform.work(demo.tenant, demoActor, async (work) => {
    const year = new Date(demo.now).getUTCFullYear()
    const [standing] = (await work.records.list('organisation.calendar', { fields: ['id'], limit: 1 })).data
    const { id } = standing
      ? await work.records.update('organisation.calendar', standing.id, company)
      : await work.records.create('organisation.calendar', company)
    await work.run('calendar.make_usual', { id })
    // A year that the product does not know is missing here too, and said.
    for (const taken of Array.from({ length: yearsKept }, (_, at) => year - at))
      await work.attempt(() => work.run('calendar.take_year', { id, year: taken })).catch(() => undefined)
    const { id: open } = await work.records.create('organisation.calendar', shops)
    await work.records.updateWhere('organisation.department', { field: 'name', op: 'ends_with', value: '店' }, { calendar: open })
  })
