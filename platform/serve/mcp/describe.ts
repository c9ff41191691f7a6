import { fieldTypes, type Meta, type MetaObject } from '@lianke/kernel'

/** An object in a line. */
const inALine = ({ name, label, may, whole, ledger }: MetaObject) => ({
  name,
  label,
  ...(whole ? { lines_of: whole.object } : {}),
  may: Object.entries(may).flatMap(([act, open]) => (open && !(ledger && act !== 'read') ? [act] : [])),
})
/** Objects that the caller may read. */
export const saidObjects = (meta: Meta) => meta.objects.filter(({ hidden }) => !hidden).map(inALine)

/** All that an assistant has to know of an object to ask for its records and to write them. */
export const saidObject = (meta: Meta, object: MetaObject) => ({
  ...inALine(object),
  title: object.title,
  made_by: object.createBy ?? null,
  states: object.states ?? null,
  lines: object.parts.map(({ name, object: of, writable }) => ({ name, object: of, writable })),
  children: object.children,
  fields: Object.entries(object.fields).map(([name, { type, label, options, access }]) => ({
    name,
    label,
    type,
    filter_by: fieldTypes[type]?.operators ?? [],
    ...(options.required ? { required: true } : {}),
    ...(options.options ? { options: options.options } : {}),
    ...(options.to ? { to: options.to } : {}),
    ...(access ? { access } : {}),
  })),
  commands: meta.commands.filter(({ on }) => on === object.name).map(saidCommand),
})

/** An act, and what it asks. */
const saidCommand = ({ name, label, help, on, input, offered, danger }: Meta['commands'][number]) => ({
  name,
  label,
  ...(help ? { help } : {}),
  on: on ?? null,
  ...(offered ? { offered } : {}),
  ...(danger ? { cannot_be_taken_back: true } : {}),
  input,
})
/** Acts that are on no record. */
export const saidCommands = (meta: Meta) => meta.commands.filter(({ on }) => on === undefined).map(saidCommand)
