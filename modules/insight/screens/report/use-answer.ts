import { request } from '@lianke/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { aggregateBody, pivotOf, type Question } from './report-question.ts'

interface Answer {
  readonly data: readonly Readonly<Record<string, unknown>>[]
  readonly capped: boolean
  readonly left_out: Readonly<Record<string, number>>
  readonly as_of: string
}
/** Figures that are so far behind say so; what is younger is on its way and nobody's business. */
const behindMs = 15_000

/** Asks the figures; the last answer stays until the next has come. */
export const useAnswer = (question: Question, enabled: boolean) => {
  const body = aggregateBody(question)
  const query = useQuery({
    queryKey: ['aggregate', question.subject, body],
    enabled,
    retry: false,
    staleTime: 15_000,
    placeholderData: keepPreviousData,
    // The question goes with the answer: while the next one is on its way the picture shows the last in its own shape.
    queryFn: async ({ signal }) => {
      const answer = await request<Answer>('/reports/aggregate', { body, signal })
      return { question, answer, behind: Date.now() - Date.parse(answer.as_of) > behindMs ? answer.as_of : null }
    },
  })
  const pivot = useMemo(
    () => (query.data ? pivotOf(query.data.question.groups, query.data.answer.data) : undefined),
    [query.data],
  )
  return {
    ...query,
    pivot,
    asked: query.data?.question,
    capped: query.data?.answer.capped ?? false,
    leftOut: query.data?.answer.left_out,
    behind: query.data?.behind ?? null,
  }
}
