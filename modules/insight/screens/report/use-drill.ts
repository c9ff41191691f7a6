import { type Filter, momentOf } from '@lianke/kernel'
import { listPath, useModel, useMoment } from '@lianke/ui'
import { useNavigate } from '@tanstack/react-router'
import { behindNumber, conditionOf, type Pivot, type Question } from './report-question.ts'

const person = 'customer.person'

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
        search: { filter: behindNumber(question.filter, conditions) } as never,
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
    const moments = parts.filter((part) => 'field' in part && part.field === 'occurred_at')
    const payload = parts.filter(
      (part) => !('field' in part) || !(part.field.startsWith('person') || part.field === 'occurred_at'),
    )
    const between = moments.find((part) => 'op' in part && part.op === 'between') as { value: [string, string] } | undefined
    const within = between
      ? { from: between.value[0], to: between.value[1] }
      : (moments[0] as { value?: object } | undefined)?.value
    const did: Filter = {
      event: question.subject,
      ...(payload.length > 0 ? { where: behindNumber(null, payload) } : {}),
      ...(within ? { within: within as never } : {}),
      measure: { fn: 'count', op: 'gte', value: 1 },
    }
    return void navigate({ to: listPath(person), search: { filter: behindNumber(null, [did, ...ofPerson]) } as never })
  }
}
