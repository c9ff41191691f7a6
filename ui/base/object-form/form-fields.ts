import { isShown, type Label, type MetaField, type MetaObject, traitsOf } from '@lianke/kernel'

export interface FormField {
  readonly name: string
  readonly field: MetaField
}
interface FormSection {
  readonly label: Label | null
  readonly fields: readonly FormField[]
}

/** Fields a company added by itself; every act that makes a record takes them. */
const ownField = /^c_/

/** What lies sealed is given anew by somebody who may not see it: its input never shows what stands. */
const isGivenUnseen = (field: MetaField): boolean => field.access === 'masked' && traitsOf(field).sealed === true

/** Fields a person may fill in: at creation also those fixed later, and where an act makes the record those that the act takes. */
export const formFields = (object: MetaObject, creating: boolean, made: ReadonlySet<string> | null = null): FormField[] =>
  Object.entries(object.fields)
    .filter(
      ([name, field]) =>
        (creating && made && !(ownField.test(name) && field.writable) ? made.has(name) : field.writable) &&
        !field.options.readOnly &&
        !field.options.hidden &&
        (!field.access || isGivenUnseen(field)) &&
        (creating || !field.options.fixed) &&
        !traitsOf(field).computed,
    )
    .map(([name, field]) => ({ name, field }))

type Row = Readonly<Record<string, unknown>>
/** Fields that the record as it is filled in asks for: those that depend on another choice come and go with it. */
export const askedFields = (fields: readonly FormField[], values: Row): FormField[] =>
  fields.filter(({ field }) => isShown(field, values))

/** Telling fields first: what must be filled, names the record, or is seen in lists. The rest is folded away at creation. */
export const splitFields = (
  object: MetaObject,
  fields: readonly FormField[],
): { readonly first: readonly FormField[]; readonly rest: readonly FormField[] } => {
  const stated = (name: string, field: MetaField) => object.states?.field === name && field.options.default !== undefined
  // Moments are mostly noted by the system and a first state is given: neither is worth a question.
  const tells = ({ name, field }: FormField) =>
    name === object.title ||
    (field.options.required && field.options.default === undefined) ||
    (field.options.inList && traitsOf(field).time !== 'moment' && !stated(name, field)) ||
    field.options.search === 'name' ||
    field.options.search === 'phone' ||
    // It is there because of a choice that was just made.
    field.options.when !== undefined
  const first = fields.filter(tells)
  return first.length === 0 || fields.length - first.length <= 2
    ? { first: fields, rest: [] }
    : { first, rest: fields.filter((one) => !tells(one)) }
}

/** Fields by their sections, in the order of the definition. */
export const sectionsOf = (fields: readonly FormField[]): FormSection[] => {
  const sections: { label: Label | null; fields: FormField[] }[] = []
  for (const one of fields) {
    const label = one.field.options.section ?? null
    const known = sections.find((section) => section.label?.en === label?.en)
    if (known) known.fields.push(one)
    else sections.push({ label, fields: [one] })
  }
  return sections
}

/** Values a new record starts with: of fields that may be filled in, or that the act takes which makes the record. */
export const defaultsOf = (object: MetaObject, made: ReadonlySet<string> | null = null): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(object.fields)
      .filter(([name, field]) => field.options.default !== undefined && (field.writable || made?.has(name)))
      .map(([name, field]) => [name, field.options.default]),
  )
