import type { Label, MetaObject, OverlaySection } from '@lianke/kernel'
import { sectionsOf } from '../../base/object-form/form-fields.ts'

/** Fields of an object under their headings, as forms and pages show them. */
export const layoutOf = (object: MetaObject): readonly OverlaySection[] =>
  sectionsOf(Object.entries(object.fields).map(([name, field]) => ({ name, field }))).map(({ label, fields }) => ({
    label,
    fields: fields.map(({ name }) => name),
  }))

const without = (layout: readonly OverlaySection[], name: string): readonly OverlaySection[] =>
  layout.map((section) => ({ ...section, fields: section.fields.filter((one) => one !== name) }))

/** A field under a heading, at a place among its fields. */
export const placeField = (
  layout: readonly OverlaySection[],
  name: string,
  { section, at }: { readonly section: number; readonly at: number },
): readonly OverlaySection[] =>
  without(layout, name).map((one, index) => (index === section ? { ...one, fields: one.fields.toSpliced(at, 0, name) } : one))

/** A field one place up or down, over the edge of its section into the next. */
export const stepField = (layout: readonly OverlaySection[], name: string, by: -1 | 1): readonly OverlaySection[] => {
  const section = layout.findIndex(({ fields }) => fields.includes(name))
  const here = layout[section]
  if (!here) return layout
  const at = here.fields.indexOf(name) + by
  if (at >= 0 && at < here.fields.length) return placeField(layout, name, { section, at })
  const next = layout[section + by]
  if (!next) return layout
  return placeField(layout, name, { section: section + by, at: by === 1 ? 0 : next.fields.length })
}

/** A section one place up or down. */
export const stepSection = (layout: readonly OverlaySection[], at: number, by: -1 | 1): readonly OverlaySection[] => {
  const section = layout[at]
  const to = at + by
  if (!section || to < 0 || to >= layout.length) return layout
  return layout.toSpliced(at, 1).toSpliced(to, 0, section)
}

export const nameSection = (layout: readonly OverlaySection[], at: number, label: Label): readonly OverlaySection[] =>
  layout.map((one, index) => (index === at ? { ...one, label } : one))

/** A section goes, and its fields join the one before it, or the one behind it. */
export const dissolveSection = (layout: readonly OverlaySection[], at: number): readonly OverlaySection[] => {
  const gone = layout[at]
  if (!gone || layout.length < 2) return layout
  const into = at === 0 ? 1 : at - 1
  return layout.flatMap((one, index) => {
    if (index === at) return []
    if (index !== into) return [one]
    return [{ ...one, fields: at === 0 ? [...gone.fields, ...one.fields] : [...one.fields, ...gone.fields] }]
  })
}

/** What is kept of a layout: sections without a field say nothing. */
export const keptLayout = (layout: readonly OverlaySection[]): readonly OverlaySection[] =>
  layout.filter(({ fields }) => fields.length > 0)
