import { optionsIn, refuse, type SaidOver, traitsOf, type UnitOfWork } from '@lianke/kernel'
import { ident } from '../../store/db/sql.ts'
import type { Model } from '../model/model.ts'
import { releasedField } from './check-overlay.ts'
import { layField } from './overlay.rule.ts'

interface OptionUse {
  readonly value: string
  readonly count: number
}

/** How many records hold each option of a field, in one statement; `deleted`: also those that may be brought back. */
export const optionUses = (
  work: UnitOfWork,
  model: Model,
  { object, name, deleted = false }: { readonly object: string; readonly name: string; readonly deleted?: boolean },
): Promise<OptionUse[]> => {
  const found = model.objects.get(object)
  const field = found?.fields.get(name)
  if (!found || !field) return refuse('overlay.field_unknown', { status: 404, params: { name: `${object}.${name}` } })
  if (!Array.isArray(field.options.options)) return Promise.resolve([])
  const value = traitsOf(field).many ? `unnest(${ident(name)})` : ident(name)
  return work.sql<OptionUse>(
    `select value, count(*)::float8 as count from (select ${value} as value from ${ident(found.table)} where $1 or deleted_at is null) as held
      where value is not null group by value order by value limit 1000`,
    [deleted],
  )
}

interface Change {
  readonly object: string
  readonly field: string
  readonly before: SaidOver
  readonly after: SaidOver
}
/** An option of the company's own that records hold is retired, not taken away. Refuses `overlay.option_in_use`. */
export const refuseRemovedOptions = async (work: UnitOfWork, model: Model, { object, field: name, before, after }: Change) => {
  if (name === '' || !before.options) return
  const { field } = releasedField(model, object, name)
  const still = new Set(optionsIn(layField(field, after).options).map(({ value }) => value))
  const gone = optionsIn(layField(field, before).options).filter(({ value }) => !still.has(value))
  if (gone.length === 0) return
  const held = new Map((await optionUses(work, model, { object, name, deleted: true })).map(({ value, count }) => [value, count]))
  for (const { value, label } of gone) {
    const count = held.get(value) ?? 0
    const params = { option: label, count }
    if (count > 0)
      refuse('overlay.option_in_use', {
        status: 409,
        params,
        problems: [{ path: '/options', code: 'overlay.option_in_use', params }],
      })
  }
}
