import { type CommandDefinition, type FactInput, Refusal, type UnitOfWork } from '@lianke/kernel'
import { fieldRight } from '../access/field-access.ts'
import { insideOf } from '../unit-of-work/inside-work.ts'
import { commandOn, type KeptRefusal } from './command-run.ts'
import { type RowOutcome, runOnSet, sharedInput } from './run-set.ts'
import { checkPlace, type RunOn } from './start-run.ts'

const reasonsMax = 20
/** Tried while somebody types: a set in a few statements, or fewer with a savepoint each. */
const triedMax = (command: CommandDefinition): number => (command.runSet ? 200 : 50)

export interface Preview {
  /** Records it is for. */
  readonly found: number
  /** How many of them were tried; all unless there are many. */
  readonly tried: number
  readonly changed: number
  readonly same: number
  readonly refused: number
  readonly reasons: readonly { readonly id: string; readonly title: string | null; readonly refusal: KeptRefusal }[]
  /** How many are left out for which reason, the most first. */
  readonly because: readonly { readonly refusal: KeptRefusal; readonly count: number }[]
  /** What else would come to be or change, by object. */
  readonly makes: readonly { readonly object: string; readonly count: number }[]
  readonly changes: readonly { readonly object: string; readonly count: number }[]
  /** Of one record alone: its fields that would change, as far as the caller sees them. */
  readonly fields: readonly { readonly name: string; readonly before: unknown; readonly after: unknown }[]
}

/** Of how many records of which object these facts say that they came to be, or changed. */
export const recordsIn = (facts: readonly FactInput[], act: 'created' | 'updated' | 'deleted') => {
  const found = new Map<string, Set<string>>()
  for (const { name, subject, payload } of facts) {
    if (!subject || name !== `${subject.object}.${act}` || payload?.roll_up) continue
    found.set(subject.object, (found.get(subject.object) ?? new Set()).add(subject.id))
  }
  return [...found].map(([object, ids]) => ({ object, count: ids.size }))
}

const fieldChanges = (work: UnitOfWork, facts: readonly FactInput[], object: string, id: string): Preview['fields'] => {
  const { model, access } = insideOf(work).unit
  const known = model.objects.get(object)
  const before: Record<string, unknown> = {}
  const after: Record<string, unknown> = {}
  for (const fact of facts) {
    if (fact.name !== `${object}.updated` || fact.subject?.id !== id) continue
    for (const [name, value] of Object.entries(fact.after ?? {})) {
      if (!(name in before)) before[name] = fact.before?.[name] ?? null
      after[name] = value
    }
  }
  return Object.keys(after).flatMap((name) => {
    const field = known?.fields.get(name)
    const right = known && field ? fieldRight(access, known, name, field) : 'hidden'
    return right === 'write' || right === 'read' ? [{ name, before: before[name], after: after[name] }] : []
  })
}

const titlesOf = async (work: UnitOfWork, object: string, ids: readonly string[]): Promise<Map<string, string>> => {
  const title = insideOf(work).unit.model.objects.get(object)?.definition.title
  if (!title || ids.length === 0) return new Map()
  const { data } = await work.records.list(object, {
    filter: { field: 'id', op: 'in', value: [...ids] },
    fields: ['id', title],
    limit: ids.length,
  })
  return new Map(data.map((row) => [row.id, String(row[title] ?? '')]))
}

const asked = async (
  work: UnitOfWork,
  object: string,
  on: RunOn,
  max: number,
): Promise<{ ids: readonly string[]; found: number }> => {
  if (on.ids) {
    const ids = [...new Set(on.ids)]
    return { ids: ids.slice(0, max), found: ids.length }
  }
  const question = { ...(on.filter ? { filter: on.filter } : {}), ...(on.search ? { search: on.search } : {}) }
  const page = await work.records.list(object, { ...question, fields: ['id'], sort: ['id'], limit: max })
  const found = page.next ? await work.records.count(object, question) : page.data.length
  return { ids: page.data.map(({ id }) => id), found }
}

/** One line for each reason, however many records it holds for. */
const becauseOf = (rows: readonly RowOutcome[]): Preview['because'] => {
  const reasons = new Map<string, { refusal: KeptRefusal; count: number }>()
  for (const { refusal } of rows) {
    if (!refusal) continue
    const key = JSON.stringify([refusal.code, refusal.params ?? null])
    reasons.set(key, { refusal, count: (reasons.get(key)?.count ?? 0) + 1 })
  }
  return [...reasons.values()].toSorted((a, b) => b.count - a.count).slice(0, reasonsMax)
}

const nobody: Preview = {
  found: 0,
  tried: 0,
  changed: 0,
  same: 0,
  refused: 0,
  reasons: [],
  because: [],
  makes: [],
  changes: [],
  fields: [],
}

/** An act that is on no record: done and taken back. */
const previewAlone = async (work: UnitOfWork, on: RunOn): Promise<Preview> => {
  const { facts } = await work.rehearse(() => work.run(on.command, on.input ?? {}))
  return { ...nobody, makes: recordsIn(facts, 'created'), changes: recordsIn(facts, 'updated') }
}

/** What a command would do, by doing it and taking it back: on how many records, which are refused and why, what comes to be. */
export const previewCommand = async (work: UnitOfWork, on: RunOn): Promise<Preview> => {
  const { model } = insideOf(work).unit
  if (model.commands.get(on.command)?.on === undefined || (!on.ids && !on.filter && !on.search && !on.all))
    return previewAlone(work, on)
  const { command, object } = commandOn(model, on.command)
  const input = await sharedInput(work, command, on.input)
  checkPlace(command, on)
  const { ids, found } = await asked(work, object, on, triedMax(command))
  if (ids.length === 0) return nobody
  const { answer: rows, facts } = await work.rehearse(() => runOnSet(work, command, ids, input))
  const [only] = rows
  if (found === 1 && only?.refusal)
    throw new Refusal(only.refusal.code, { params: only.refusal.params, problems: only.refusal.problems })
  const left = rows.filter(({ refusal }) => refusal !== null)
  const refused = left.slice(0, reasonsMax)
  const titles = await titlesOf(
    work,
    object,
    refused.map(({ id }) => id),
  )
  const count = (state: RowOutcome['state']) => rows.filter((row) => row.state === state).length
  return {
    found,
    tried: ids.length,
    changed: count('changed'),
    same: count('same'),
    refused: count('refused'),
    reasons: refused.flatMap(({ id, refusal }) => (refusal ? [{ id, title: titles.get(id) ?? null, refusal }] : [])),
    because: becauseOf(left),
    makes: recordsIn(facts, 'created'),
    changes: recordsIn(facts, 'updated'),
    fields: found === 1 ? fieldChanges(work, facts, object, ids[0] ?? '') : [],
  }
}
