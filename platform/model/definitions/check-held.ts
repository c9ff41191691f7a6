import { fieldsOfHeld, type HeldDefinition, own, Refusal, refuse, type Row, segmentObject, tableOf } from '@lianke/kernel'
import { sql } from 'kysely'
import { eventQuestion, objectQuestion, questionParts } from '../reports/check-question.ts'
import type { Model, ModelObject } from '../model/model.ts'
import { checkFilter } from '../query/check-filter.ts'
import { openScope } from '../query/compile-filter.ts'
import { systemAccess } from '../access/access-context.ts'
import { isMirrored } from '../../store/analytics/analytics-model.ts'
import type { Draft } from '../records/draft.ts'
import { sameValue } from '../records/row-codec.ts'
import { askingProblems, type AskingUnit } from './check-asking.ts'
import { anyTime, checkEventFilter, checkFilterOver } from './filter-over.ts'
import { type ProcessCondition, processConditions } from './process-conditions.ts'
import { processProblems } from './check-process.ts'
import { overOf, pathsOf } from './held-parts.ts'

interface Asking extends AskingUnit {
  readonly tx: { query<T>(statement: ReturnType<typeof sql>): Promise<T[]> }
}
const circleSteps = 20

/** What a write has to touch for the definition to be judged. */
const checkedWith = (held: HeldDefinition): readonly string[] => (held.kind === 'process' ? [held.published] : fieldsOfHeld(held))
const isSet = (value: unknown) => value !== null && value !== undefined

const checkOne = (model: Model, held: HeldDefinition, row: Row): void => {
  if (held.kind === 'filter') {
    const value = row[held.field]
    if (!isSet(value)) return
    const over = overOf(held.over, row)
    const object = model.objects.get(over) ?? refuse('object.unknown', { params: { object: over } })
    checkFilterOver(model, over, checkFilter(value), held.analytics === true && isMirrored(object))
  } else if (held.kind === 'paths') {
    const over = overOf(held.over, row)
    const access = systemAccess({ kind: 'system', id: 'definitions' })
    const scope = openScope({ model, access, rules: [], filter: anyTime }, over, 't')
    for (const path of pathsOf(row[held.field])) scope.find(path, 'filter')
  } else if (held.kind === 'process') {
    for (const condition of processConditions(held, row)) checkCondition(model, condition)
    const problems = processProblems(model, held, row)
    if (problems[0]) throw new Refusal(problems[0].code, { params: problems[0].params ?? {}, problems })
  } else if (held.kind === 'question') {
    const question = {
      ...questionParts(row[held.groups], row[held.measures]),
      filter: isSet(row[held.filter]) ? checkFilter(row[held.filter]) : undefined,
    }
    const subject = String(row[held.subject] ?? '')
    if (row[held.source] === 'event') eventQuestion(model, anyTime, subject, question)
    else objectQuestion(model, anyTime, subject, question)
  }
}

const checkCondition = (model: Model, { path, over, filter }: ProcessCondition): void => {
  try {
    if (filter === undefined) return
    if ('event' in over) checkEventFilter(model, over.event, checkFilter(filter))
    else checkFilterOver(model, over.object, checkFilter(filter))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal(error.code, { params: error.params, problems: [{ path, code: error.code, params: error.params }] })
  }
}

/** What records say of the model, checked where it is being written; problems stay with their draft. */
export const checkHeld = async (unit: Asking, object: ModelObject, drafts: readonly Draft[]): Promise<void> => {
  for (const held of object.definition.holds ?? [])
    for (const draft of drafts) {
      const row: Row = { ...draft.row, ...draft.given }
      const names = checkedWith(held)
      const changed = (name: string) => !sameValue(row[name], draft.before?.[name])
      draft.problems.push(...askingProblems(unit, held, row, changed))
      if (!names.some(changed)) continue
      try {
        checkOne(unit.model, held, row)
        if (object.name === segmentObject && held.kind === 'filter') await checkSegments(unit, row, held.field)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const at = {
          path: `/${names.find((name) => own(draft.given, name) !== undefined) ?? names[0]}`,
          code: error.code,
          params: error.params,
        }
        draft.problems.push(...(held.kind === 'process' && error.problems.length > 0 ? error.problems : [at]))
      }
    }
}

/** Segments that a segment looks at exist, and none of them looks back at it: one statement a step. */
const checkSegments = async (unit: Asking, row: Row, field: string): Promise<void> => {
  const named = (value: unknown): string[] => [...new Set(segmentsIn(value))]
  const names = new Map([[row.id, String(row.name ?? row.id)]])
  const from = new Map<string, string>()
  let open = named(row[field])
  for (const id of open) from.set(id, row.id)
  for (let step = 0; open.length > 0 && step < circleSteps; step++) {
    if (open.includes(row.id)) refuse('filter.segment_circle', { params: { chain: chainTo(row.id, from, names) } })
    const found = await unit.tx.query<{ id: string; name: string; filter: unknown }>(
      sql`select id, name, ${sql.ref(field)} as filter from ${sql.table(tableOf(segmentObject))} where id = any(${open}::uuid[]) and deleted_at is null`,
    )
    if (step === 0 && found.length < open.length)
      refuse('filter.unknown_segment', { params: { segment: open.find((id) => !found.some((one) => one.id === id)) } })
    const next = new Set<string>()
    for (const { id, name, filter } of found) {
      names.set(id, name)
      for (const to of named(filter))
        if (!from.has(to) || to === row.id) {
          from.set(to, id)
          next.add(to)
        }
    }
    open = [...next]
  }
}

const segmentsIn = (filter: unknown): string[] => {
  const found: string[] = []
  const stack: unknown[] = [filter]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (Array.isArray(node)) stack.push(...node)
    else if (typeof node === 'object' && node !== null) {
      if ('segment' in node && typeof node.segment === 'string') found.push(node.segment.toLowerCase())
      stack.push(...Object.values(node))
    }
  }
  return found
}

const chainTo = (id: string, from: ReadonlyMap<string, string>, names: ReadonlyMap<string, string>): string => {
  const chain = [id]
  for (let at = from.get(id); at !== undefined && at !== id && chain.length < circleSteps; at = from.get(at)) chain.unshift(at)
  return [id, ...chain].map((one) => names.get(one) ?? one).join(' → ')
}
