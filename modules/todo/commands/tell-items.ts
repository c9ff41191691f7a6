import type { EventDefinition, UnitOfWork } from '@lianke/kernel'
import { workItem } from '../objects/work-item.object.ts'
import { type About, fillingsOf } from '../queries/fillings.query.ts'
import { askedIn } from '../rules/asked.rule.ts'

/** What is told of one item. */
interface Told {
  readonly item: About & { readonly id: string; readonly person: string | null }
  readonly event: EventDefinition
  readonly payload: Readonly<Record<string, unknown>>
}

/** Tells of items. A title travels unfilled beside its values, so that everybody reads in it what they may see of the record. */
export const tellItems = async (work: UnitOfWork, told: readonly Told[]): Promise<void> => {
  const fills = await fillingsOf(
    work,
    told.map(({ item }) => item),
  )
  for (const [at, { item, event, payload }] of told.entries()) {
    const fill = fills[at]
    await work.emit({
      name: event.name,
      subject: { object: workItem.name, id: item.id },
      person: item.person,
      payload: { title: askedIn(item.asked).title, ...payload, ...(fill ? { fill } : {}) },
    })
  }
}
