import { fieldTraits } from '../field-types/traits.generated.ts'
import type { Field, FieldTypeName } from './field.ts'
import type { FieldTraits } from './field-types/field-type.ts'

type Asked = Pick<Field, 'type' | 'options'>

/** What may be asked about a field's type; a type that this program does not know yet is taken for a text. */
export const traitsOf = ({ type }: Pick<Field, 'type'>): FieldTraits => fieldTraits[type] ?? fieldTraits.text

const isTypeName = (said: string): said is FieldTypeName => Object.hasOwn(fieldTraits, said)

/** The type of the values: a formula's are of the type of its answer. */
export const heldType = (field: Asked): FieldTypeName => {
  const { answer } = traitsOf(field)
  if (answer === undefined) return field.type
  const said = String(field.options[answer])
  return isTypeName(said) ? said : 'text'
}

/** What may be asked about the values of a field. */
export const heldTraits = (field: Asked): FieldTraits => traitsOf({ type: heldType(field) })

/** The object that a field points to, if it does. */
export const targetOf = (field: Asked): string | undefined => {
  const { target } = traitsOf(field)
  if (target === undefined) return undefined
  return 'object' in target ? target.object : (field.options[target.option] as string | undefined)
}

/** The object of which a record is a child by this field: the field points to one record of an object that it names itself. */
export const linkOf = (field: Asked): string | undefined => {
  const { target, many } = traitsOf(field)
  return target && 'option' in target && !many ? (field.options[target.option] as string | undefined) : undefined
}

/** Can its values move without anybody having changed the record? */
export const followsOthers = (field: Pick<Field, 'type'>): boolean => {
  const { computed } = traitsOf(field)
  return computed === 'expression' || computed === 'children'
}

/** Can its values be added and compared as numbers? */
export const isNumeric = (field: Asked): boolean => heldTraits(field).report === 'measure'
