import {
  type DesignedField,
  type Label,
  type MetaField,
  optionsIn,
  type OverlayOption,
  type SelectOption,
  type ShownWhen,
} from '@lianke/kernel'
import { nameFrom } from '../settings/name-from.ts'

/** A field of the product as the drawer shows it. */
export interface FieldForm {
  readonly label: Label
  readonly help: Label
  readonly required: boolean
  readonly hidden: boolean
  readonly default: unknown
  readonly when: ShownWhen | null
  readonly options: readonly SelectOption[]
}
type Released = DesignedField['released']
/** What is sent: parts said anew, and parts that are the product's again. */
type FieldChange = Readonly<Record<string, unknown>> & { readonly reset: readonly string[] }

const none: Label = { zh: '', en: '' }
export const formOf = ({ label, options }: Pick<MetaField, 'label' | 'options'>): FieldForm => ({
  label,
  help: options.help ?? none,
  required: options.required === true,
  hidden: options.hidden === true,
  default: options.default ?? null,
  when: options.when ?? null,
  options: optionsIn(options),
})

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
/** A word in both languages; what was typed in one stands for both. */
export const bothOf = ({ zh, en }: Label): Label | null => {
  const [chinese, english] = [zh.trim(), en.trim()]
  return chinese || english ? { zh: chinese || english, en: english || chinese } : null
}

/** A name for a new option that no option has yet. */
const valueFor = (label: Label, taken: ReadonlySet<string>): string => {
  const base = `c_${nameFrom(label.en || label.zh, taken.size + 1)}`.slice(0, 36)
  for (let at = 2, name = base; ; name = `${base}_${at++}`) if (!taken.has(name)) return name
}

/** Options as they are kept: of those of the product, what is otherwise than there. */
const saidOptions = (options: readonly SelectOption[], released: readonly SelectOption[]): readonly OverlayOption[] => {
  const known = new Map(released.map((one) => [one.value, one]))
  const taken = new Set([...known.keys(), ...options.map(({ value }) => value)])
  return options.flatMap((one): OverlayOption[] => {
    const label = bothOf(one.label)
    if (!label) return []
    const value = one.value || valueFor(label, taken)
    taken.add(value)
    const before = known.get(value)
    return [
      {
        value,
        ...(same(label, before?.label) ? {} : { label }),
        ...(one.color && one.color !== before?.color ? { color: one.color } : {}),
        ...(one.when && one.when.values.length > 0 && !same(one.when, before?.when) ? { when: one.when } : {}),
        ...(Boolean(one.archived) === Boolean(before?.archived) ? {} : { archived: Boolean(one.archived) }),
      },
    ]
  })
}

/** One part: left out where it was not touched, reset where it is the product's again, else said. */
const partOf = (
  name: string,
  { before, after, released }: { before: unknown; after: unknown; released: unknown },
): Partial<FieldChange> => (same(before, after) ? {} : same(after, released) ? { reset: [name] } : { [name]: after })

/** What is to be sent so that a field stands as the form says; null: nothing is changed, or it has no name. */
export const changeOf = (before: FieldForm, after: FieldForm, released: Released): FieldChange | null => {
  const label = bothOf(after.label)
  if (!label) return null
  const list = released.options ?? []
  const options = saidOptions(after.options, list)
  const untouched =
    options.length === list.length && options.every((one, at) => Object.keys(one).length === 1 && one.value === list[at]?.value)
  const parts: readonly Partial<FieldChange>[] = [
    partOf('label', { before: before.label, after: label, released: released.label }),
    partOf('help', { before: bothOf(before.help), after: bothOf(after.help), released: released.help }),
    before.required === after.required ? {} : { required: after.required },
    before.hidden === after.hidden ? {} : { hidden: after.hidden },
    partOf('default', { before: before.default, after: after.default, released: released.default }),
    partOf('when', { before: before.when, after: after.when, released: null }),
    same(before.options, after.options) ? {} : untouched ? { reset: ['options'] } : { options },
  ]
  const change = { ...Object.assign({}, ...parts), reset: parts.flatMap(({ reset = [] }) => reset) }
  return Object.keys(change).length === 1 && change.reset.length === 0 ? null : change
}
