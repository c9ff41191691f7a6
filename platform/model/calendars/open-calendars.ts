import { alwaysOpen, type Calendars, calendarIn, idIn, type ObjectDefinition, textIn, type UnitOfWork } from '@lianke/kernel'

const calendarsMax = 200

const keptIn = (work: UnitOfWork, what: ObjectDefinition['keeps']): string | null =>
  work.objects(({ keeps }) => keeps === what)[0]?.name ?? null

const readCalendars = async (work: UnitOfWork, calendars: string, years: string): Promise<Calendars> => {
  const { records } = work.system
  const { data: rows } = await records.list(calendars, { limit: calendarsMax, sort: ['created_at'], titles: false })
  const kept = new Map<string | null, Record<string, unknown>[]>()
  if (rows.length > 0)
    for await (const set of records.inSets(years))
      for (const year of set) kept.set(idIn(year.calendar), [...(kept.get(idIn(year.calendar)) ?? []), year])
  const byId = new Map(rows.map((row) => [row.id, calendarIn(row, kept.get(row.id) ?? [], work.zone)]))
  const usual = byId.get(textIn(rows.find((row) => row.usual === true)?.id) ?? '') ?? alwaysOpen(work.zone)
  return { usual, of: (id) => byId.get(id ?? '') ?? usual, all: [...byId.values()] }
}

/** The calendars of a tenant, read once for a unit of work. */
export const openCalendars = (work: UnitOfWork): Promise<Calendars> => {
  const [calendars, years] = [keptIn(work, 'calendars'), keptIn(work, 'calendar_years')]
  if (!calendars || !years) {
    const open = alwaysOpen(work.zone)
    return Promise.resolve({ usual: open, of: () => open, all: [] })
  }
  return work.once('calendars', [calendars, years], () => readCalendars(work, calendars, years))
}
