import type { MetaCommand } from '@lianke/kernel'
import { useState } from 'react'
import { Problem } from '../client/request.ts'
import { sayProblem } from '../feedback/say-problem.ts'
import { useText, useWords } from '../i18n/i18n.ts'

/** Complaints by the path of the input they are about. */
const problemsByPath = (error: unknown): Record<string, string> =>
  error instanceof Problem
    ? Object.fromEntries(error.problems.map(({ path, detail, code }) => [path.replace(/^\//, ''), detail || code]))
    : {}

/** What keeps an act from being done: said at its inputs, or of the whole. */
export const useCommandProblems = ({ fields }: MetaCommand) => {
  const w = useWords()
  const text = useText()
  const [problems, setProblems] = useState<Record<string, string>>({})
  const [general, setGeneral] = useState<string | null>(null)
  const sayInput = (path: string): string => {
    const [head = '', ...rest] = path.split('/')
    const field = fields[head]
    const inner = field && 'group' in field ? field.group[rest.at(-1) ?? ''] : undefined
    return text((inner ?? field)?.label)
  }
  return {
    problems,
    general,
    clearGeneral: () => setGeneral(null),
    tell: (error: unknown) => {
      const placed = Object.entries(problemsByPath(error)).filter(([path]) => (path.split('/')[0] ?? '') in fields)
      setProblems(Object.fromEntries(placed))
      setGeneral(placed.length > 0 ? null : sayProblem(error, w))
    },
    lacks: (paths: readonly string[]) =>
      setProblems(Object.fromEntries(paths.map((path) => [path, w('form.required', { field: sayInput(path) })]))),
    solved: (name: string) => {
      setProblems((old) => Object.fromEntries(Object.entries(old).filter(([path]) => path.split('/')[0] !== name)))
      setGeneral(null)
    },
  }
}
