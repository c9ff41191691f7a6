import {
  type Field,
  type FieldOverlay,
  keysOf,
  type Label,
  type ObjectDefinition,
  type ObjectOverlay,
  optionsIn,
  type OverlayOption,
  type OverlaySection,
  type SaidOver,
  type SelectOption,
  type ShownWhen,
} from '@lianke/kernel'

/** What an option is called and looks like; undefined where neither the release nor the company knows it. */
const layOption = (said: OverlayOption, released: SelectOption | undefined): SelectOption | undefined => {
  const called = said.label ?? released?.label
  if (!called || !(released || said.value.startsWith('c_'))) return undefined
  const color = said.color ?? released?.color
  const archived = said.archived ?? released?.archived
  const when = said.when ?? released?.when
  return {
    value: said.value,
    label: called,
    ...(color ? { color } : {}),
    ...(archived ? { archived } : {}),
    ...(when ? { when } : {}),
  }
}

/** The options of a list: those the company put in order, its own among them, then those of the release that it said nothing of. */
export const layOptions = (released: readonly SelectOption[], said: readonly OverlayOption[]): readonly SelectOption[] => {
  const known = new Map(released.map((one) => [one.value, one]))
  const named = new Set(said.map(({ value }) => value))
  return [
    ...said.flatMap((one) => layOption(one, known.get(one.value)) ?? []),
    ...released.filter(({ value }) => !named.has(value)),
  ]
}

/** A field as the company has it. What it says nothing of is as the release has it; nothing said: the very field. */
export const layField = (field: Field, said: FieldOverlay | undefined): Field => {
  if (!said || Object.keys(said).length === 0) return field
  const options: Record<string, unknown> = { ...field.options }
  if ('help' in said) options.help = said.help ?? undefined
  if ('default' in said) options.default = said.default ?? undefined
  if (said.hidden) options.hidden = true
  if (said.when) options.when = said.when
  if (said.required && !field.options.required) Object.assign(options, { required: true, asked: true })
  if (said.options && Array.isArray(field.options.options)) options.options = layOptions(optionsIn(field.options), said.options)
  const kept = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
  return { ...field, label: said.label ?? field.label, options: kept }
}

/** An object as the company calls it. */
export const layObject = (definition: ObjectDefinition, said: ObjectOverlay | undefined): ObjectDefinition => {
  const { label, plural } = said ?? {}
  if (!label && !plural) return definition
  // Where only one word was said it stands for both, as in Chinese.
  return { ...definition, label: label ?? definition.label, plural: plural ?? (label || definition.plural || definition.label) }
}

type FieldMap = ReadonlyMap<string, Field>

/** The names of fields in the company's order; one that it said nothing of stands behind the one it follows in the release. */
const inOrder = (fields: FieldMap, sections: readonly OverlaySection[]): readonly string[] => {
  const named = sections.flatMap((section) => section.fields).filter((name) => fields.has(name))
  const order = [...new Set(named)]
  const placed = new Set(order)
  let before: string | undefined
  for (const name of fields.keys()) {
    if (!placed.has(name)) order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, name)
    before = name
  }
  return order
}

const underSection = (field: Field, section: Label | null): Field => {
  const { section: _, ...options } = field.options
  return { ...field, options: section ? { ...options, section } : options }
}

/** Fields in their sections: a new one of the release joins the section of the one it follows, where the release has both in one. */
const laySections = (fields: FieldMap, sections: readonly OverlaySection[]): FieldMap => {
  const placed = new Map(sections.flatMap(({ label, fields: names }) => names.map((name) => [name, label] as const)))
  const sectionOf = new Map<string, Label | null>()
  let before: string | undefined
  for (const [name, { options }] of fields) {
    const follows = before !== undefined && fields.get(before)?.options.section?.en === options.section?.en
    const own = follows ? sectionOf.get(before ?? '') : (options.section ?? null)
    sectionOf.set(name, placed.has(name) ? (placed.get(name) ?? null) : (own ?? null))
    before = name
  }
  const laid = new Map<string, Field>()
  for (const name of inOrder(fields, sections)) {
    const field = fields.get(name)
    if (field) laid.set(name, underSection(field, sectionOf.get(name) ?? null))
  }
  return laid
}

/** The fields of an object as the company has them; `said` by the field's name, under '' what is said of the object itself. */
export const layFields = (fields: FieldMap, said: ReadonlyMap<string, SaidOver>): FieldMap => {
  if (said.size === 0) return fields
  const laid = new Map([...fields].map(([name, field]) => [name, layField(field, said.get(name))] as const))
  const { sections } = said.get('') ?? {}
  return sections ? laySections(laid, sections) : laid
}

/** Do they say the same? */
export const alike = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
const keysOfBoth = (one: SaidOver, other: SaidOver): readonly (keyof SaidOver)[] => [
  ...new Set([...keysOf(one), ...keysOf(other)]),
]

/** What is said after a change: keys of `change` are said anew, those of `reset` are the release's again. */
export const sayAlso = (now: SaidOver, change: SaidOver, reset: readonly string[] = []): SaidOver =>
  Object.fromEntries(Object.entries({ ...now, ...change }).filter(([key]) => !reset.includes(key)))

/** What is said once a change is taken back, whatever else was said since; null where what it changed was changed again. */
export const takeBack = (now: SaidOver, before: SaidOver, after: SaidOver): SaidOver | null => {
  const changed = keysOfBoth(before, after).filter((key) => !alike(before[key], after[key]))
  if (changed.some((key) => !alike(now[key], after[key]))) return null
  const kept = Object.entries(now).filter(([key]) => !changed.some((one) => one === key))
  const back = Object.entries(before).filter(([key]) => changed.some((one) => one === key))
  return Object.fromEntries([...kept, ...back])
}

/** Fields as they can be asked: what depends on a field that is not there (switched off, or gone with a release) depends on nothing. */
export const withoutLooseEnds = (fields: FieldMap): FieldMap => {
  const loose = (when: ShownWhen | undefined): boolean => when !== undefined && !fields.has(when.field)
  const ends = [...fields].filter(
    ([, { options }]) => loose(options.when) || optionsIn(options).some((option) => loose(option.when)),
  )
  if (ends.length === 0) return fields
  const mended = new Map(fields)
  for (const [name, field] of ends) {
    const { when, ...options } = field.options
    const list = optionsIn(options).map(({ when: own, ...option }) => (own && !loose(own) ? { ...option, when: own } : option))
    const kept = loose(when) ? options : field.options
    mended.set(name, { ...field, options: Array.isArray(options.options) ? { ...kept, options: list } : kept })
  }
  return mended
}
