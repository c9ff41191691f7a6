import { optionsIn, type OverlayEffect, type SaidOver, type UnitOfWork } from '@lianke/kernel'
import { ident } from '../../store/db/sql.ts'
import type { Model } from '../model/model.ts'
import { checkSaid, type OverlayChange } from './say-over.ts'
import { knownObject, releasedField } from './check-overlay.ts'
import { optionUses } from './option-uses.ts'
import { overlaysOf } from './overlay-store.ts'
import { layField, sayAlso } from './overlay.rule.ts'

const countedMax = 10_000

/** Records that have no value in a field, as many as are worth counting. */
const withoutValue = async (work: UnitOfWork, model: Model, object: string, name: string): Promise<OverlayEffect[]> => {
  const { table } = knownObject(model, object)
  const [row] = await work.sql<{ n: number }>(
    `select count(*)::int as n from (select 1 from ${ident(table)} where deleted_at is null and ${ident(name)} is null limit ${countedMax + 1}) as lacking`,
  )
  const count = row?.n ?? 0
  return count > 0 ? [{ kind: 'without_value', count: Math.min(count, countedMax), capped: count > countedMax }] : []
}

/** Records that hold options which would no longer be given. */
const holdsRetired = async (
  work: UnitOfWork,
  model: Model,
  { object, field: name }: OverlayChange,
  [before, after]: readonly [SaidOver, SaidOver],
): Promise<OverlayEffect[]> => {
  const { field } = releasedField(model, object, name)
  const retired = (said: SaidOver) => optionsIn(layField(field, said).options).filter(({ archived }) => archived)
  const was = new Set(retired(before).map(({ value }) => value))
  const fresh = retired(after).filter(({ value }) => !was.has(value))
  if (fresh.length === 0) return []
  const held = new Map((await optionUses(work, model, { object, name })).map(({ value, count }) => [value, count]))
  return fresh.flatMap(({ value, label }): OverlayEffect[] => {
    const count = held.get(value) ?? 0
    return count > 0 ? [{ kind: 'holds_retired', count, capped: false, option: label }] : []
  })
}

/** What a change would mean for the records there are. Refuses what the change itself would refuse; nothing is kept. */
export const planOverlay = async (work: UnitOfWork, model: Model, change: OverlayChange): Promise<readonly OverlayEffect[]> => {
  const { object, field, said, reset } = change
  const before = (await overlaysOf(work, object)).find((one) => one.field === field)?.said ?? {}
  const after = sayAlso(before, said, reset)
  checkSaid(work, model, object, field, after)
  if (field === '') return []
  return [
    ...(after.required && !before.required ? await withoutValue(work, model, object, field) : []),
    ...(await holdsRetired(work, model, change, [before, after])),
  ]
}
