import { fieldTypes, label, type Meta, type MetaField, type MetaObject, personObject } from '@lianke/kernel'

const prefix = 'event:'
/** What only a stored record or a signed-in user can answer is not asked of an event. */
const notOfEvents: ReadonlySet<string> = new Set([
  'me',
  'my_team',
  'my_team_and_below',
  'near',
  'no_rate',
  'within',
  'not_within',
  'anniversary',
])

/** The name under which the model knows an event as something with fields. */
export const eventObjectName = (event: string): string => prefix + event
export const isEventObject = (object: { readonly name: string }): boolean => object.name.startsWith(prefix)

/** What every event has besides its own fields: reports ask for it; conditions have their own words for it. */
const ofEveryEvent: Readonly<Record<string, MetaField>> = {
  person: {
    type: 'reference',
    label: label('客户', 'Person'),
    options: { to: personObject, hidden: true },
    operators: ['eq', 'in', 'empty', 'not_empty'],
    sortable: false,
    report: 'dimension',
    writable: false,
  },
  occurred_at: {
    type: 'datetime',
    label: label('发生时间', 'Occurred'),
    options: { hidden: true },
    operators: ['within', 'between'],
    sortable: false,
    report: 'time',
    writable: false,
  },
}

/** An event described like an object, so that conditions on its fields are said and asked in the same way. */
export const eventObject = ({ name, label, icon, fields }: Meta['events'][number]): MetaObject => ({
  name: eventObjectName(name),
  label,
  icon,
  title: Object.keys(fields)[0] ?? 'name',
  module: '',
  area: null,
  children: [],
  parts: [],
  whole: null,
  may: { read: true, create: false, update: false, delete: false, import: false, export: false },
  fields: {
    ...ofEveryEvent,
    ...Object.fromEntries(
      Object.entries(fields).map(([one, { type, label: said, options }]): [string, MetaField] => [
        one,
        {
          type,
          label: said,
          options,
          operators: fieldTypes[type].operators.filter((op) => !notOfEvents.has(op)),
          sortable: false,
          report: 'none',
          writable: false,
        },
      ]),
    ),
  },
})
