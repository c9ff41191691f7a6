import { isObject, isRunValue, listIn, partOf, textIn } from '@lianke/kernel'
import { httpRequestStep } from '../steps/http-request.step.ts'
import type { GraphProblem } from './graph.rule.ts'
import { takenAskedIn, takenConditionProblems } from './taken-condition.rule.ts'

/** A value that a run takes along: what it is called, and where it stands in what was told. */
interface TakenValue {
  readonly name: string
  readonly path: string
}
type Config = Readonly<Record<string, unknown>>
type Plain = string | number | boolean | null

const valuesMax = 20
const textMax = 2000
const named = /^[\p{L}_][\p{L}\p{N}_]{0,39}$/u
const place = /\{\$([\p{L}_][\p{L}\p{N}_]{0,39})\}/gu

/** The values that a trigger says are taken. */
export const takenIn = (values: unknown): readonly TakenValue[] =>
  listIn(values, ({ name, path }): TakenValue | null => {
    const [called, at] = [textIn(name), textIn(path)]
    return called && at ? { name: called, path: at } : null
  })

/** What a payload has of them; what is no text, number or yes and no, or is too long, is named. */
export const takeValues = (
  values: readonly TakenValue[],
  payload: unknown,
): { readonly taken: Readonly<Record<string, Plain>> } | { readonly bad: string } => {
  const taken: Record<string, Plain> = {}
  for (const { name, path } of values) {
    const found = path.split('.').reduce<unknown>(partOf, payload) ?? null
    if (found === null || typeof found === 'number' || typeof found === 'boolean') taken[name] = found
    else if (typeof found === 'string' && found.length <= textMax) taken[name] = found
    else return { bad: path }
  }
  return { taken }
}

/** Names of the values that settings of a step ask for, as a value (`{ run }`) or in a text (`{$name}`). */
const askedIn = (setting: unknown): string[] => {
  if (typeof setting === 'string') return [...setting.matchAll(place)].flatMap((match) => match[1] ?? [])
  if (isRunValue(setting)) return [setting.run]
  if (Array.isArray(setting)) return setting.flatMap(askedIn)
  return isObject(setting) ? Object.values(setting).flatMap(askedIn) : []
}

/** What came from outside opens no place of a text: else it would read fields of the record. */
const shut = (value: unknown): string =>
  String(value ?? '')
    .replaceAll('{', '｛')
    .replaceAll('}', '｝')

const filled = (setting: unknown, values: Config): unknown => {
  if (typeof setting === 'string') return setting.replace(place, (_all, name: string) => shut(values[name]))
  if (isRunValue(setting)) return values[setting.run] ?? null
  if (Array.isArray(setting)) return setting.map((one) => filled(one, values))
  return isObject(setting)
    ? Object.fromEntries(Object.entries(setting).map(([name, one]) => [name, filled(one, values)]))
    : setting
}

/** Runs by what a step is told for them: all the same where it asks for nothing that runs take along. */
export const bySettings = <R extends { readonly state: Config }>(
  config: Config,
  runs: readonly R[],
): (readonly [Config, readonly R[]])[] => {
  if (askedIn(config).length === 0) return [[config, runs]]
  const told = new Map<string, [Config, R[]]>()
  for (const run of runs) {
    const values = isObject(run.state.values) ? run.state.values : {}
    const own = filled(config, values)
    const key = JSON.stringify(own)
    const known = told.get(key)
    if (known) known[1].push(run)
    else told.set(key, [isObject(own) ? own : {}, [run]])
  }
  return [...told.values()]
}

/** What is wrong with the values that a trigger takes. */
export const takenProblems = (values: unknown, path: string): GraphProblem[] => {
  if (values === undefined || values === null) return []
  const bad = [{ path, code: 'bad_setting', params: { field: 'values' } }]
  const taken = takenIn(values)
  if (!Array.isArray(values) || taken.length !== values.length || taken.length > valuesMax) return bad
  const names = new Set(taken.map(({ name }) => name))
  return names.size < taken.length || taken.some(({ name }) => !named.test(name)) ? bad : []
}

/** Steps that ask for what no run has. */
export const valueProblems = (
  nodes: readonly { readonly step: string; readonly config: Config }[],
  trigger: unknown,
): GraphProblem[] => {
  const sources = [
    ...(isObject(trigger) && trigger.on === 'hook' ? [trigger.values] : []),
    ...nodes.flatMap(({ step, config }) => (step === httpRequestStep.name ? [config.values] : [])),
  ]
  const known = new Set(sources.flatMap((values) => takenIn(values).map(({ name }) => name)))
  return nodes.flatMap(({ config }, index): GraphProblem[] => [
    ...takenConditionProblems(config.branches, `/nodes/${index}/config/branches`),
    ...[...new Set([...askedIn(config), ...takenAskedIn(config.branches)])]
      .filter((name) => !known.has(name))
      .map((value) => ({ path: `/nodes/${index}/config`, code: 'unknown_value', params: { value } })),
  ])
}
