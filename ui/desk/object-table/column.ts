import { useMemo } from 'react'
import { type MetaField, type MetaObject, type Row, isObject } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import type { ColumnChoice } from './view-state.ts'

const titleWidth = 240

export interface Column {
  readonly name: string
  readonly field: MetaField
  readonly width: number
}

/** The chosen columns whose fields still exist, each as wide as it is being drawn, was kept, or its type wants. */
export const useColumns = (
  object: MetaObject,
  chosen: readonly ColumnChoice[],
  widths: Readonly<Record<string, number>>,
): readonly Column[] => {
  const model = useModel()
  return useMemo(
    () =>
      chosen.flatMap(({ field: name, width }): Column[] => {
        const field = model.fieldAt(object.name, name)
        return field
          ? [
              {
                name,
                field,
                width: widths[name] ?? width ?? (name === object.title ? titleWidth : fieldWidgets[field.type].width),
              },
            ]
          : []
      }),
    [chosen, model, object, widths],
  )
}

/** May this cell be changed in place? */
export const editable = (object: MetaObject, { name, field }: Column): boolean =>
  object.may.update &&
  !object.ledger &&
  !name.includes('.') &&
  field.writable &&
  !field.options.readOnly &&
  !field.options.fixed &&
  field.access === undefined &&
  fieldWidgets[field.type].Input !== null

/** A value at a path: `person.stage` is found under its whole name or step by step. */
export const valueAt = (row: Row, path: string): unknown => {
  if (path in row || !path.includes('.')) return row[path]
  let at: unknown = row
  for (const step of path.split('.')) at = isObject(at) ? at[step] : undefined
  return at
}
