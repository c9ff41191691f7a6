import { isObject } from './is-object.ts'
import { localTime } from './wall-time.ts'

/** How a setting of a step says a value that differs from record to record: what stands behind a path, what the run was told (`{ run }`, filled in by the engine), or the moment of the step. */
interface PathValue {
  readonly path: string
}
interface NowValue {
  readonly now: 'day' | 'moment'
}
/** What came with the call that started the run. */
interface RunValue {
  readonly run: string
}
export const isRunValue = (value: unknown): value is RunValue =>
  isObject(value) && typeof value.run === 'string' && Object.keys(value).length === 1
export const isPathValue = (value: unknown): value is PathValue =>
  isObject(value) && typeof value.path === 'string' && Object.keys(value).length === 1
export const isNowValue = (value: unknown): value is NowValue =>
  isObject(value) && (value.now === 'day' || value.now === 'moment') && Object.keys(value).length === 1

/** The paths that values of a step are read from. */
export const pathsOfValues = (values: Readonly<Record<string, unknown>>): string[] => [
  ...new Set(Object.values(values).flatMap((value) => (isPathValue(value) ? [value.path] : []))),
]

/** Values as they are for one record. `row`: what stands behind their paths. */
export const valuesFor = (
  values: Readonly<Record<string, unknown>>,
  row: Readonly<Record<string, unknown>> | undefined,
  { now, zone }: { readonly now: string; readonly zone: string },
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (isPathValue(value)) return [name, row?.[value.path] ?? null]
      if (isNowValue(value)) return [name, value.now === 'day' ? localTime(now, zone).day : now]
      return [name, value]
    }),
  )
