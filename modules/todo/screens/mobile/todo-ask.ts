import { type Outcome } from '@lianke/kernel'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { task } from '@lianke/fieldwork/contract'
import { workItem } from '../../objects/work-item.object.ts'
import type { Section } from '../../queries/todo-entries.query.ts'
import type { TodoLine } from '../../queries/todo-lines.query.ts'
import { holdAnswer, useHidden } from './held-answers.ts'

/** How the desk and the phone each ask the server, and say what came of it. */
interface TodoDoors {
  readonly ask: <T>(
    path: string,
    options?: {
      readonly method?: 'GET' | 'POST' | 'PATCH'
      readonly body?: unknown
      readonly signal?: AbortSignal
      readonly headers?: Readonly<Record<string, string>>
      /** Goes on when the page is left. */
      readonly keepalive?: boolean
    },
  ) => Promise<T>
  readonly toast: {
    done(text: string, undo?: () => Promise<unknown> | undefined): void
    failed(error: unknown): void
  }
}
interface Todo {
  readonly data: readonly TodoLine[]
  readonly counts: Readonly<Record<Section, number>>
}
// Told of as rows of the object, so that live changes of it ask again.
const keyOf = (...parts: readonly unknown[]) => ['rows', workItem.name, 'todo', ...parts]
const againMs = 60_000

/** What one has to do, without what has just been answered. */
export const useTodo = ({ ask }: Pick<TodoDoors, 'ask'>, { per = 50, id }: { per?: number; id?: string } = {}) => {
  const hidden = useHidden()
  const query = useQuery({
    queryKey: keyOf(per, id ?? null),
    queryFn: ({ signal }) => ask<Todo>(`/todo/list?per=${per}${id ? `&id=${id}` : ''}`, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    refetchInterval: againMs,
  })
  const all = query.data?.data ?? []
  const lines = all.filter((line) => line.section === 'done' || !hidden.has(line.id))
  const gone = (section: Section) =>
    all.filter((line) => line.section === section).length - lines.filter((line) => line.section === section).length
  const counts = query.data?.counts
  const count = (section: Section): number => (counts?.[section] ?? 0) - gone(section)
  return { ...query, lines, count }
}

/** What is said with an answer. */
export interface AnswerMore {
  readonly note?: string
  readonly form?: Readonly<Record<string, unknown>>
}

/** Answers lines: they leave at once, the answer follows in a moment, and until then it can be taken back. */
export const useAnswering = ({ ask, toast }: TodoDoors, said: (lines: readonly TodoLine[], outcome: string) => string) => {
  const client = useQueryClient()
  const again = () => client.invalidateQueries({ predicate: ({ queryKey }) => !['meta', 'me'].includes(String(queryKey[0])) })
  const post = (command: string, body: Readonly<Record<string, unknown>>) =>
    ask(`/commands/${command}`, { body, headers: { 'idempotency-key': crypto.randomUUID() }, keepalive: true })
  const send = async (items: readonly TodoLine[], outcome: string, { note, form }: AnswerMore) => {
    const more = { ...(note ? { note } : {}), ...(form ? { form } : {}) }
    const [only] = items
    try {
      if (only && items.length === 1) await post('work_item.answer', { id: only.id, outcome, ...more })
      else await post('work_item.answer_many', { ids: items.map(({ id }) => id), outcome, ...(note ? { note } : {}) })
    } catch (error) {
      toast.failed(error)
    }
    await again()
  }
  const setTasks = async (tasks: readonly TodoLine[], values: Readonly<Record<string, unknown>>) => {
    for (const { id } of tasks)
      await ask(`/${task.name.replace('.', '/')}/${id}`, { method: 'PATCH', body: values, keepalive: true })
    await again()
  }
  /** A task is done at once: it can be opened again. */
  const complete = async (tasks: readonly TodoLine[], outcome: string, { note }: AnswerMore) => {
    try {
      await setTasks(tasks, { status: 'done', ...(note ? { result: note } : {}) })
      toast.done(said(tasks, outcome), () => setTasks(tasks, { status: 'open' }))
    } catch (error) {
      toast.failed(error)
    }
  }
  return {
    answer: (lines: readonly TodoLine[], { key }: Pick<Outcome, 'key'>, more: AnswerMore = {}) => {
      const [tasks, items] = [lines.filter(({ asked }) => asked === null), lines.filter(({ asked }) => asked !== null)]
      const idsOf = (some: readonly TodoLine[]) => some.map(({ id }) => id)
      if (tasks.length > 0) holdAnswer(idsOf(tasks), () => complete(tasks, key, more), 0)
      if (items.length === 0) return
      const back = holdAnswer(idsOf(items), () => send(items, key, more))
      toast.done(said(items, key), async () => back())
    },
    take: async (line: TodoLine) => {
      try {
        await post('work_item.take', { id: line.id })
      } catch (error) {
        toast.failed(error)
      }
      await again()
    },
  }
}
