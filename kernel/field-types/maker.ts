import type { Field, FieldOptions, FieldTypeName, SelectOption, TypeOptions } from '../field.ts'
import { nameOf, type Named } from '../handle.ts'
import type { Label } from '../label.ts'

type Given<T extends FieldTypeName, R extends boolean> = FieldOptions & TypeOptions[T] & { readonly required?: R }

/** The constructor of fields of a type that can do without options: `text(label('名称', 'Name'))`. */
export const maker =
  <T extends FieldTypeName>(type: T) =>
  <const R extends boolean = false>(
    label: Label,
    options: FieldOptions & Partial<TypeOptions[T]> & { readonly required?: R } = {},
  ): Field<T, R> => ({ type, label, options })

/** One choice of a select. */
export const option = <const V extends string>(
  value: V,
  zh: string,
  en: string,
  color?: SelectOption['color'],
): SelectOption & { readonly value: V } => ({ value, label: { zh, en }, color })

/** The constructor of fields that hold choices of a list; the row type is the union of their values. */
export const choiceMaker =
  <T extends FieldTypeName>(type: T) =>
  <const V extends string, const R extends boolean = false>(
    label: Label,
    options: FieldOptions & { readonly options: readonly (SelectOption & { readonly value: V })[]; readonly required?: R },
  ): Field<T, R, V> => ({ type, label, options: { ...options } })

/** The constructor of fields that point to records of the object `to`: another module's by its handle, one of the same module by its name. */
export const pointerMaker =
  <T extends 'reference' | 'multi_reference'>(type: T) =>
  <const R extends boolean = false>(label: Label, to: Named, options?: Omit<Given<T, R>, 'to'>): Field<T, R> => ({
    type,
    label,
    options: { ...options, to: nameOf(to) },
  })

/** The constructor of fields that nobody writes. */
export const computedMaker =
  <T extends FieldTypeName>(type: T, always: FieldOptions = {}) =>
  (label: Label, options: FieldOptions & TypeOptions[T]): Field<T, false> => ({
    type,
    label,
    options: { ...options, ...always, readOnly: true },
  })
