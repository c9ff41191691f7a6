import { type FieldProblem, Refusal, type Row } from '@lianke/kernel'
import { sql } from 'kysely'
import type { Whole } from '../model/behaviour.ts'
import type { ModelObject } from '../model/model.ts'
import { openScope } from '../query/compile-filter.ts'
import { type ChangeResult, changeSet, type UpdateInput, type UpdateResult } from './change-set.ts'
import { faultOf, isId } from './lock-rows.ts'
import { refuseUsed } from '../definitions/refuse-used.ts'
import { ReadValue } from './read-value.ts'
import { fromColumns } from './row-codec.ts'
import type { SetOptions, SetResult } from './set-result.ts'
import { queryContext, type Unit } from './unit.ts'

/** A line written by itself is a change of its whole: the same lock, right, rules, version and fact. */
interface Line {
  readonly index: number
  readonly whole: string
  readonly values: Record<string, unknown>
}
type Word = 'add' | 'change'

const idOf = (raw: unknown): unknown =>
  raw instanceof ReadValue ? raw.value : typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : raw

const wholeObject = (unit: Unit, whole: Whole): ModelObject => unit.model.objects.get(whole.object) as ModelObject

interface Outcome {
  readonly rows: Map<number, Row>
  readonly problems: Map<number, readonly FieldProblem[]>
  readonly faults: Map<number, Refusal>
  unchanged: number
}

/** Sends lines to their wholes; what is wrong with a line is told of the line, and holds up its neighbours only where they cannot stand without it. */
const sendLines = async (unit: Unit, whole: Whole, word: Word, lines: readonly Line[], options: SetOptions): Promise<Outcome> => {
  const outcome: Outcome = { rows: new Map(), problems: new Map(), faults: new Map(), unchanged: 0 }
  let open = lines
  for (let round = 0; round < 2 && open.length > 0; round += 1) {
    const groups = [...Map.groupBy(open, (line) => line.whole)]
    const inputs = groups.map(
      ([id, own]): UpdateInput => ({
        id,
        values: { [whole.part]: { [word]: own.map(({ values }) => values) } },
      }),
    )
    const result = await changeSet(unit, wholeObject(unit, whole), inputs, options)
    const again: Line[] = []
    for (const [at, [, own]] of groups.entries())
      again.push(...collect(outcome, { whole, word, result, at, own, last: round === 1 }))
    open = again
  }
  return outcome
}

interface Collected {
  readonly whole: Whole
  readonly word: Word
  readonly result: ChangeResult
  readonly at: number
  readonly own: readonly Line[]
  readonly last: boolean
}

/** Reads what became of one whole's lines; answers those worth a second try without their bad neighbours. */
const collect = (outcome: Outcome, { whole, word, result, at, own, last }: Collected): readonly Line[] => {
  const fault = result.faults.get(at)
  if (fault) {
    for (const { index } of own) outcome.faults.set(index, fault)
    return []
  }
  const found = result.problems.get(at)
  if (!found) {
    const lines = result.drafts.get(at)?.parts.get(whole.part)?.rows ?? []
    const written = word === 'add' ? lines.filter(({ before }) => before === null) : null
    const byId = new Map(lines.map(({ row }) => [row.id, row]))
    for (const [order, { index, values }] of own.entries()) {
      const row = written ? written[order]?.row : byId.get(String(values.id))
      if (row) outcome.rows.set(index, row)
    }
    outcome.unchanged += word === 'change' && result.rows.get(at) === result.drafts.get(at)?.before ? own.length : 0
    return []
  }
  const prefix = `/${whole.part}/${word}/`
  const bad = new Map<number, FieldProblem[]>()
  const ofWhole: FieldProblem[] = []
  for (const problem of found) {
    const [order, ...rest] = problem.path.startsWith(prefix) ? problem.path.slice(prefix.length).split('/') : []
    if (order === undefined) ofWhole.push(problem)
    else bad.set(Number(order), [...(bad.get(Number(order)) ?? []), { ...problem, path: `/${rest.join('/')}` }])
  }
  const spared = bad.size > 0 && !last
  for (const [order, { index }] of own.entries()) {
    const mine = bad.get(order) ?? (spared ? null : ofWhole.length > 0 ? ofWhole : found)
    if (mine) outcome.problems.set(index, mine)
  }
  return spared ? own.filter((_, order) => !bad.has(order)) : []
}

/** New lines through the generic door, by the reference that each of them gives. */
export const createParts = async (
  unit: Unit,
  child: ModelObject,
  whole: Whole,
  inputs: readonly Record<string, unknown>[],
  options: SetOptions,
): Promise<SetResult> => {
  const early = new Map<number, FieldProblem[]>()
  const lines = inputs.flatMap((input, index): Line[] => {
    const id = idOf(input[whole.via])
    const { [whole.via]: _, ...values } = input
    if (isId(id)) return [{ index, whole: id.toLowerCase(), values }]
    const code = id === undefined || id === null || id === '' ? 'field.required' : 'field.reference_not_found'
    early.set(index, [{ path: `/${whole.via}`, code, params: { field: whole.via } }])
    return []
  })
  const { rows, problems, faults } = await sendLines(unit, whole, 'add', lines, options)
  for (const [index, fault] of faults) {
    if (inputs.length === 1 && fault.status === 403) throw fault
    problems.set(index, [
      fault.status === 404
        ? { path: `/${whole.via}`, code: 'field.reference_not_found', params: { field: whole.via } }
        : { path: `/${whole.via}`, code: fault.code, params: { ...fault.params } },
    ])
  }
  return { rows, problems: new Map([...early, ...problems]) }
}

/** Where lines stand that somebody means by their ids; those that are not there or may not be seen are missing. */
const findLines = async (
  unit: Unit,
  child: ModelObject,
  ids: readonly string[],
  deleted = false,
): Promise<ReadonlyMap<string, Row>> => {
  const scope = openScope(queryContext(unit), child.name, 't')
  const seen = scope.rows(child, 't', 'read') ?? sql`true`
  const rows = await unit.tx.query(sql`select t.* from ${sql.table(child.table)} as t
    where t.id = any(${ids.filter(isId)}::uuid[]) and t.deleted_at is ${deleted ? sql`not null` : sql`null`} and ${seen}`)
  return new Map(rows.map((row) => [String(row.id), fromColumns(child, row) as Row]))
}

/** Changed lines through the generic door. */
export const updateParts = async (
  unit: Unit,
  child: ModelObject,
  whole: Whole,
  inputs: readonly UpdateInput[],
  options: SetOptions,
): Promise<UpdateResult> => {
  const found = await findLines(
    unit,
    child,
    inputs.map(({ id }) => id),
  )
  const missing = new Map<number, Refusal>()
  const lines = inputs.flatMap(({ id, values: { version, ...values } }, index): Line[] => {
    const row = found.get(id)
    const fault =
      faultOf(row && { may: true }) ??
      (version === undefined || version === null || version === row?.version
        ? null
        : new Refusal('record.stale_version', {
            status: 409,
            params: { given: version, current: row?.version },
            extra: { given_version: version, current_version: row?.version },
          }))
    if (fault) missing.set(index, fault)
    return row && !fault ? [{ index, whole: String(row[whole.via]), values: { ...values, id } }] : []
  })
  const { rows, problems, faults, unchanged } = await sendLines(unit, whole, 'change', lines, options)
  return { rows, problems, faults: new Map([...missing, ...faults]), unchanged }
}

/** Takes lines out of their wholes, or brings them back. */
export const moveParts = async (
  unit: Unit,
  child: ModelObject,
  whole: Whole,
  word: 'remove' | 'restore',
  ids: readonly string[],
): Promise<void> => {
  const found = await findLines(unit, child, ids, word === 'restore')
  if (ids.some((id) => !found.has(id))) throw new Refusal('record.not_found', { status: 404 })
  if (word === 'remove') await refuseUsed(unit, child, [...found.values()])
  const groups = [...Map.groupBy(found.values(), (row) => String(row[whole.via]))]
  const inputs = groups.map(
    ([id, rows]): UpdateInput => ({
      id,
      values: { [whole.part]: { [word]: rows.map((row) => row.id) } },
    }),
  )
  const { faults, problems } = await changeSet(unit, wholeObject(unit, whole), inputs)
  const [fault] = faults.values()
  if (fault) throw fault
  const [first] = problems.values()
  if (first) throw new Refusal('record.invalid', { problems: first })
}
