import { type Field, own, text, traitsOf } from '@lianke/kernel'

/** A part of a value that has parts, asked for as a text of its own: `address.province`. Undefined where there is none. */
export const partField = (field: Field | undefined, part: string | null | undefined): Field | undefined => {
  const parts = field ? traitsOf(field).parts : undefined
  const said = parts && typeof part === 'string' ? own(parts, part) : undefined
  return said && field ? text({ zh: `${field.label.zh} · ${said.zh}`, en: `${field.label.en} · ${said.en}` }) : undefined
}
