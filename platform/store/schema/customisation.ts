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

const ownEvents = `(select json_agg(json_build_object('name', name, 'label', label, 'from', sources, 'timeline', timeline, 'fields', fields) order by name) from custom_event where archived_at is null)`

/** `events`: the part of the statement that asks for events. */
const load = async (database: Database, tenant: string, events: string): Promise<Customisation> => {
  const [stored] = await database.query<Stored>(tenant, {
    text: `select version,
      (select json_agg(definition order by created_at, name) from custom_object where archived_at is null) as objects,
      (select json_agg(json_build_object('on', object, 'name', name, 'field', field) order by position) from custom_field where archived_at is null) as fields,
      ${events} as events
      from customisation`,
  })
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
export const loadCustomisation = (database: Database, tenant: string): Promise<Customisation> => load(database, tenant, ownEvents)

/** Of that, what has tables and columns: asked of a tenant that is not yet at this release, too, where the table of events may be missing. */
export const loadOwnShape = (database: Database, tenant: string): Promise<Customisation> => load(database, tenant, 'null')
