import type { MetaObject, Row } from '@lianke/kernel'
import { sameValue, wireOf } from '../field-types/parts/wire.ts'
import { defaultsOf } from './form-fields.ts'
import { type Line, lineNumber } from './lines.ts'

/** Did somebody write into it? */
const isFilled = (child: MetaObject, line: Line): boolean => {
  const defaults = defaultsOf(child)
  return Object.keys(line).some(
    (name) => name !== 'key' && JSON.stringify(line[name] ?? null) !== JSON.stringify(defaults[name] ?? null),
  )
}
/** What of a line is written. */
const writtenOf = (child: MetaObject, line: Line): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(child.fields)
      .filter(([name, field]) => name in line && field.writable && !field.options.readOnly && !field.access)
      .map(([name, field]) => [name, wireOf(field, line[name])]),
  )

/** The lines of a whole as one list; null where they are what is stored. */
export const changedParts = (
  child: MetaObject,
  lines: readonly Line[],
  stored: readonly Row[],
): readonly Record<string, unknown>[] | null => {
  const sent = lines.filter((line) => line.id || isFilled(child, line))
  const same =
    sent.length === stored.length &&
    sent.every((line, index) => {
      const old = stored[index]
      return (
        old?.id === line.id &&
        Object.keys(writtenOf(child, line)).every((name) => sameValue(child.fields[name], line[name], old?.[name]))
      )
    })
  return same ? null : sent.map((line) => ({ ...(line.id ? { id: line.id } : {}), ...writtenOf(child, line) }))
}

/** What of a stored line is to be written anew; null where it stands as it was. */
const changedLine = (child: MetaObject, reference: string, line: Line, old: Row) => {
  const changed = Object.entries(writtenOf(child, line)).filter(
    ([name]) => name !== reference && !child.fields[name]?.options.fixed && !sameValue(child.fields[name], line[name], old[name]),
  )
  return changed.length > 0 ? { id: old.id, ...Object.fromEntries(changed) } : null
}

/** The set of changes that makes the stored lines of a parent those of the form; null where there is nothing to do. */
export const changedChildren = (
  child: MetaObject,
  parent: { readonly reference: string; readonly id: string },
  lines: readonly Line[],
  stored: readonly Row[],
) => {
  const number = lineNumber(child)
  const kept = new Set(lines.flatMap((line) => line.id ?? []))
  const create = lines.flatMap((line, index) =>
    !line.id && isFilled(child, line)
      ? [{ ...writtenOf(child, line), ...(number ? { [number]: index + 1 } : {}), [parent.reference]: parent.id }]
      : [],
  )
  const update = lines.flatMap((line) => {
    const old = stored.find((row) => row.id === line.id)
    return (old && changedLine(child, parent.reference, line, old)) ?? []
  })
  const gone = stored.filter((row) => !kept.has(row.id)).map((row) => row.id)
  if (create.length + update.length + gone.length === 0) return null
  return {
    ...(create.length ? { create } : {}),
    ...(update.length ? { update } : {}),
    ...(gone.length ? { delete: gone } : {}),
  }
}
