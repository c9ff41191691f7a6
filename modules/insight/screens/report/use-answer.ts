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
      return { question, answer }
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
    asOf: query.data?.answer.as_of,
  }
}
