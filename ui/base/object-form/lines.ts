import type { MetaObject } from '@lianke/kernel'
import { defaultsOf } from './form-fields.ts'

export type Line = Readonly<Record<string, unknown>> & { readonly key: string; readonly id?: string }
const lineColumnsMax = 7

/** The field that numbers the lines: filled by their place, never asked. */
export const lineNumber = (child: MetaObject): string | null =>
  ['line_no', 'line_number', 'position'].find((name) => child.fields[name]?.report === 'measure') ?? null

/** Fields of a line that the grid shows: what is filled in, then what is computed from it. */
export const lineColumns = (child: MetaObject): string[] => {
  const names = Object.keys(child.fields).filter(
    (name) => name !== child.partOf?.reference && !child.fields[name]?.options.hidden && name !== lineNumber(child),
  )
  const telling = names.filter((name) => child.fields[name]?.options.inList || child.fields[name]?.options.required)
  return (telling.length > 1 ? telling : names).slice(0, lineColumnsMax)
}
export const newLine = (child: MetaObject): Line => ({ ...defaultsOf(child), key: crypto.randomUUID() })
