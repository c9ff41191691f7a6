import { Problem, request } from '../../base/client/request.ts'

/** An act that was written down on this phone before it was sent. `id` is its idempotency key: the server does it once. */
export interface Entry {
  readonly id: string
  /** Account and company that wrote it; nobody else sends it. */
  readonly writer: string
  readonly command: string
  readonly input: Readonly<Record<string, unknown>>
  /** What it says, to show it while it waits. */
  readonly said: string
  readonly about: string | null
  readonly at: number
  /** When it was first sent, without an answer so far. */
  readonly tried_at?: number
  /** Why the server does not take it; the person decides. */
  readonly refused?: string
}
export type Outcome =
  | { readonly kind: 'sent'; readonly answer: unknown }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'refused'; readonly problem: Problem }

const prefix = 'lianke.outbox.'
// The server remembers a key for 48 hours; after that a second sending could be a second act.
const keyLivesMs = 47 * 3_600_000
export const uncertain = 'uncertain'

// One key per entry: two windows never overwrite each other's list.
const put = (entry: Entry): void => localStorage.setItem(prefix + entry.id, JSON.stringify(entry))
const drop = (id: string): void => localStorage.removeItem(prefix + id)
const readAll = (): Entry[] =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix))
    .flatMap((key) => {
      try {
        return [JSON.parse(localStorage.getItem(key) ?? '') as Entry]
      } catch {
        localStorage.removeItem(key)
        return []
      }
    })
    .sort((a, b) => a.at - b.at)

let shown: readonly Entry[] = readAll()
const listeners = new Set<() => void>()
const tell = (): void => {
  shown = readAll()
  for (const listener of listeners) listener()
}
addEventListener('storage', (event) => {
  if (event.key?.startsWith(prefix)) tell()
})
export const entries = (): readonly Entry[] => shown
export const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** No answer, or none that says no: worth another try. */
const worthRetry = (problem: Problem): boolean => [0, 401, 408, 425, 429].includes(problem.status) || problem.status >= 500

const sendOne = async (entry: Entry): Promise<Outcome> => {
  if (entry.tried_at && Date.now() - entry.tried_at > keyLivesMs) {
    put({ ...entry, refused: uncertain })
    return { kind: 'waiting' }
  }
  put({ ...entry, tried_at: entry.tried_at ?? Date.now() })
  try {
    const answer = await request(`/commands/${entry.command}`, { body: entry.input, headers: { 'idempotency-key': entry.id } })
    drop(entry.id)
    return { kind: 'sent', answer }
  } catch (cause) {
    const problem = cause instanceof Problem ? cause : new Problem(0, {})
    if (worthRetry(problem)) return { kind: 'waiting' }
    put({
      ...entry,
      tried_at: undefined,
      refused: problem.problems[0]?.detail ?? (problem.detail || problem.title || problem.message),
    })
    return { kind: 'refused', problem }
  } finally {
    tell()
  }
}

// One sender at a time, over all windows where the browser can promise it; the key keeps the rest from doubling.
const alone = <T>(work: () => Promise<T>): Promise<T> =>
  navigator.locks ? (navigator.locks.request('lianke.outbox', work) as Promise<T>) : work()

/** Sends what waits, oldest first, until one finds no answer. Answers how many arrived. */
export const deliver = (writer: string): Promise<number> =>
  alone(async () => {
    let sent = 0
    for (const entry of readAll().filter((one) => one.writer === writer && !one.refused)) {
      const outcome = await sendOne(entry)
      if (outcome.kind === 'waiting') break
      if (outcome.kind === 'sent') sent++
    }
    return sent
  })

/** Writes an act down, then tries to send it. What the server refuses at once is handed back and not kept. */
export const post = async (entry: Entry): Promise<Outcome> => {
  put(entry)
  tell()
  return alone(async () => {
    // Another window may have sent it meanwhile.
    if (!localStorage.getItem(prefix + entry.id)) return { kind: 'sent', answer: null }
    const outcome = await sendOne(entry)
    if (outcome.kind === 'refused') discard(entry.id)
    return outcome
  })
}

export const discard = (id: string): void => {
  drop(id)
  tell()
}
/** Once more, as a new act: after the person has looked. */
export const tryAgain = (id: string): void => {
  const entry = readAll().find((one) => one.id === id)
  if (!entry) return
  drop(id)
  put({ ...entry, id: crypto.randomUUID(), tried_at: undefined, refused: undefined })
  tell()
}
