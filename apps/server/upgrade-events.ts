import type { Actor } from '@lianke/kernel'
import { defineOwnEvent, ownEventsMax, type Platform, tellingProblem } from '@lianke/platform'

const release: Actor = { kind: 'system', id: 'release' }

/** Names that pages and programs told before events had to be described: each is described as it was taken, with no property declared. Answers how many. */
const describeTold = async (platform: Platform, tenant: string): Promise<number> => {
  const [state] = await platform.database.query<{ events_found: boolean }>(tenant, {
    text: 'select events_found from customisation',
  })
  if (state?.events_found !== false) return 0
  const model = await platform.model(tenant)
  const told = await platform.database.query<{ name: string }>(tenant, {
    text: `select name from fact where source in ('page', 'program') and not (name = any($1::text[])) group by name order by max(recorded_at) desc limit ${ownEventsMax}`,
    values: [[...model.events.keys()]],
  })
  const names = told.map(({ name }) => name).filter((name) => tellingProblem(model, name, 'program') === null)
  await platform.work(tenant, release, async (work) => {
    for (const name of names)
      await defineOwnEvent(work, model, {
        name,
        label: { zh: name.slice(0, 60), en: name.slice(0, 60) },
        from: ['page', 'program'],
        timeline: false,
        fields: {},
      })
    await work.sql('update customisation set events_found = true')
  })
  platform.forget(tenant)
  return names.length
}

/**
 * Events that a company told before this release go on entering: what is not described waits in quarantine from now on. Once per company, which
 * then declares their properties as they are seen.
 */
export const upgradeEvents = async (
  platform: Platform,
  tenants: readonly string[],
  say: (message: string) => void,
): Promise<void> => {
  for (const tenant of tenants) {
    try {
      const found = await describeTold(platform, tenant)
      if (found > 0) say(`tenant ${tenant}: ${found} events that were told before are described`)
    } catch (error) {
      say(`tenant ${tenant}: events that were told before are not described: ${String(error)}`)
    }
  }
}
