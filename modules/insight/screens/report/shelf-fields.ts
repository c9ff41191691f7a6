import { type MetaField, targetOf, traitsOf } from '@lianke/kernel'
import { fieldsOf, isEventObject, type useModel } from '@lianke/ui'
import { useOf } from './report-question.ts'

/** What a field leads on to: the object it refers to one of. */
export const leadsTo = (field: MetaField): string | undefined => (traitsOf(field).many ? undefined : targetOf(field))

/** The fields of an object that a report can count or divide by. */
export const shelfFields = (model: ReturnType<typeof useModel>, name: string): readonly (readonly [string, MetaField])[] => {
  const meta = model.object(name)
  if (!meta) return []
  const always = isEventObject(meta) ? ['occurred_at', 'person'] : []
  return Object.entries(fieldsOf(meta)).filter(
    ([one, field]) => (always.includes(one) || !field.options.hidden) && useOf(field) !== 'none',
  )
}
