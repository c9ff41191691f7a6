import { person as personObject } from '@lianke/customer/contract'
import { type Filter, momentOf, type EventFilter, type FieldFilter, isRelativeDate, textIn } from '@lianke/kernel'
import { listPath, useModel, useMoment } from '@lianke/ui'
import { useNavigate } from '@tanstack/react-router'
import { behindNumber, conditionOf, type Pivot, type Question } from './report-question.ts'

const person = personObject.name

/** The time that conditions on moments speak of, as an event's condition says it. */
const windowOf = (moments: readonly FieldFilter[]): EventFilter['within'] => {
  const value = (moments.find(({ op }) => op === 'between') ?? moments[0])?.value
  if (Array.isArray(value)) return { from: textIn(value[0]) ?? undefined, to: textIn(value[1]) ?? undefined }
  return isRelativeDate(value) ? value : undefined
}

/** Opens the rows behind a number: the records themselves, or the persons who did what was counted. */
export const useDrill = (object: string) => {
  const model = useModel()
  const navigate = useNavigate()
  const { zone } = useMoment()
  const firstMoment = (day: string): string => momentOf(day, zone)
  return (question: Question, pivot: Pivot, row: string, column: string) => {
    const cell = (which: 'row' | 'column') =>
      (which === 'row' ? pivot.rows.find(({ key }) => key === row) : pivot.columns.find(({ key }) => key === column))?.values ??
      []
    const conditions = (['row', 'column'] as const).flatMap((place) =>
      question.groups
        .filter((group) => (group.place ?? 'row') === place)
        .flatMap((group, index): Filter[] => {
          const field = model.fieldAt(object, group.field)
          return field ? [conditionOf(group, field, cell(place)[index], firstMoment)] : []
        }),
    )
    if (question.source === 'object')
      return void navigate({
        to: listPath(question.subject),
        search: { filter: behindNumber(question.filter, conditions) },
      })
    const all = behindNumber(question.filter, conditions)
    const parts = 'and' in all ? all.and : [all]
    const ofPerson = parts.flatMap((part): Filter[] =>
      'field' in part && part.field.startsWith('person.')
        ? [{ ...part, field: part.field.slice('person.'.length) }]
        : 'field' in part && part.field === 'person' && part.op === 'eq'
          ? [{ ...part, field: 'id' }]
          : [],
    )
    const moments = parts.filter((part) => 'field' in part && part.field === 'occurred_at').filter((part) => 'op' in part)
    const payload = parts.filter(
      (part) => !('field' in part) || !(part.field.startsWith('person') || part.field === 'occurred_at'),
    )
    const within = windowOf(moments)
    const did: Filter = {
      event: question.subject,
      ...(payload.length > 0 ? { where: behindNumber(null, payload) } : {}),
      ...(within ? { within } : {}),
      measure: { fn: 'count', op: 'gte', value: 1 },
    }
    return void navigate({ to: listPath(person), search: { filter: behindNumber(null, [did, ...ofPerson]) } })
  }
}
