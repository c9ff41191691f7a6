import type { Field } from '@lianke/kernel'
import { defineOwnEvent } from '../model/events/describe-event.ts'
import type { TestTenant } from './test-tenant.ts'

/** Describes events of the tenant's own where nobody has: names that may not be its own are left alone. */
export const describeEvents = async (
  { platform, id, system }: Pick<TestTenant, 'platform' | 'id' | 'system'>,
  names: readonly string[],
  fields: Readonly<Record<string, Field>> = {},
): Promise<void> => {
  const model = await platform.model(id)
  const unknown = [...new Set(names)].filter((name) => !model.events.has(name))
  if (unknown.length === 0) return
  await system(async (work) => {
    for (const name of unknown)
      await defineOwnEvent(work, model, {
        name,
        label: { zh: name, en: name },
        from: ['page', 'program'],
        timeline: true,
        fields,
      })
  })
  platform.forget(id)
}
