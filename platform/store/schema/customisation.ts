import type { EventDefinition, Field, ObjectDefinition, OwnEvent } from '@lianke/kernel'
import type { Database } from '../db/database.ts'
import type { Customisation } from '../../model/model/model.ts'

interface Stored {
  readonly version: number
  readonly objects: readonly ObjectDefinition[] | null
  readonly fields: readonly { readonly on: string; readonly name: string; readonly field: Field }[] | null
  readonly events: readonly Pick<OwnEvent, 'name' | 'label' | 'from' | 'timeline' | 'fields'>[] | null
}

const eventOf = ({ timeline, ...event }: NonNullable<Stored['events']>[number]): EventDefinition => ({
  ...event,
  icon: 'activity',
  own: true,
  ...(timeline ? {} : { quiet: true }),
})

const definitions = `version,
  (select json_agg(definition order by created_at, name) from custom_object where archived_at is null) as objects,
  (select json_agg(json_build_object('on', object, 'name', name, 'field', field) order by position) from custom_field where archived_at is null) as fields`
const described = `(select json_agg(json_build_object('name', name, 'label', label, 'from', sources, 'timeline', timeline, 'fields', fields) order by name)
  from custom_event where archived_at is null) as events`

const customisationOf = (stored: Stored | undefined): Customisation => {
  const objects = stored?.objects ?? []
  const fields = stored?.fields ?? []
  const own = new Set(objects.map(({ name }) => name))
  return {
    version: stored?.version ?? 0,
    objects: objects.map((definition) => ({
      ...definition,
      fields: Object.fromEntries(fields.filter(({ on }) => on === definition.name).map(({ name, field }) => [name, field])),
    })),
    // Fields of an archived object wait with it.
    fields: fields.filter(({ on }) => !own.has(on) && !on.startsWith('custom.')),
    events: (stored?.events ?? []).map(eventOf),
  }
}

/** What a tenant added on screen and has not archived. One round trip. */
export const loadCustomisation = async (database: Database, tenant: string): Promise<Customisation> => {
  const [stored] = await database.query<Stored>(tenant, { text: `select ${definitions}, ${described} from customisation` })
  return customisationOf(stored)
}

/** Of it what has tables: all that an upgrade asks, which finds a company as an earlier release left it. */
export const loadOwnTables = async (database: Database, tenant: string): Promise<Customisation> => {
  const [stored] = await database.query<Stored>(tenant, { text: `select ${definitions}, null as events from customisation` })
  return customisationOf(stored)
}
