import type { EventDefinition, Field, ObjectDefinition, OverlayRow, OwnEvent } from '@lianke/kernel'
import type { Database } from '../db/database.ts'
import type { Customisation } from '../../model/model/customisation.ts'

interface Stored {
  readonly version: number
  readonly objects: readonly ObjectDefinition[] | null
  readonly fields: readonly { readonly on: string; readonly name: string; readonly field: Field }[] | null
  readonly events: readonly Pick<OwnEvent, 'name' | 'label' | 'from' | 'timeline' | 'fields'>[] | null
  readonly overlay: readonly OverlayRow[] | null
}

const eventOf = ({ timeline, ...event }: NonNullable<Stored['events']>[number]): EventDefinition => ({
  ...event,
  icon: 'activity',
  own: true,
  ...(timeline ? {} : { quiet: true }),
})

const ownEvents = `(select json_agg(json_build_object('name', name, 'label', label, 'from', sources, 'timeline', timeline, 'fields', fields) order by name) from custom_event where archived_at is null)`

const saidOver = `(select json_agg(json_build_object('object', object, 'field', field, 'said', said) order by object, field) from overlay where said::text <> '{}')`

/** `words`: the parts of the statement that ask for what has neither table nor column. */
const load = async (
  database: Database,
  tenant: string,
  words: { readonly events: string; readonly overlay: string },
): Promise<Customisation> => {
  const [stored] = await database.query<Stored>(tenant, {
    text: `select version,
      (select json_agg(definition order by created_at, name) from custom_object where archived_at is null) as objects,
      (select json_agg(json_build_object('on', object, 'name', name, 'field', field) order by position) from custom_field where archived_at is null) as fields,
      ${words.events} as events, ${words.overlay} as overlay
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
    overlay: stored?.overlay ?? [],
  }
}

/** What a tenant added on screen and has not archived, and what it says over the release. One round trip. */
export const loadCustomisation = (database: Database, tenant: string): Promise<Customisation> =>
  load(database, tenant, { events: ownEvents, overlay: saidOver })

/** Of that, what has tables and columns: asked of a tenant that is not yet at this release, too, where the tables of events and words may be missing. */
export const loadOwnShape = (database: Database, tenant: string): Promise<Customisation> =>
  load(database, tenant, { events: 'null', overlay: 'null' })
