import { personObject, refuse } from '@lianke/kernel'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { parseInput } from '../../model/problems/parse-input.ts'
import { wakeReaders } from '../../store/facts/wake.ts'
import { type DeadLetterSource, listDeadLetters, readMark } from '../operations/dead-letter.ts'
import { maskBody } from '../operations/mask-body.rule.ts'
import { reasonText } from '../operations/reason.ts'
import { api, type Http, readingWork } from './host.ts'
import { guardOperations, operationsPage, tellOperation } from './operations-guard.ts'

const lettersQuery = z.strictObject({ ...operationsPage, kind: z.string().max(40).optional() })
const replayInput = z.strictObject({ kind: z.string().max(40), id: z.string().min(1).max(200).optional() })

/** What these persons are called, as far as the caller may see them: one question for a whole page. */
const titlesOf = async (http: Http, request: FastifyRequest, persons: readonly string[]): Promise<Map<string, string>> => {
  const { tenant, actor } = request.caller
  const object = (await http.platform.model(tenant)).objects.get(personObject)
  const access = await http.platform.access(tenant, actor)
  if (!object || persons.length === 0 || (!access.system && access.object(personObject).read === 'none')) return new Map()
  const title = object.definition.title
  const { data } = await (await readingWork(http, request)).records.list(personObject, {
    filter: { field: 'id', op: 'in', value: [...new Set(persons)] },
    fields: [title],
    limit: 200,
  })
  return new Map(data.map((row) => [row.id, String(row[title] ?? '')]))
}

const sourceOf = (sources: readonly DeadLetterSource[], kind: string): DeadLetterSource =>
  sources.find((source) => source.kind === kind) ?? refuse('operations.unknown_kind', { status: 404, params: { kind } })

const lettersOf = async (http: Http, sources: readonly DeadLetterSource[], request: FastifyRequest) => {
  const { platform } = http
  const { tenant, locale } = request.caller
  const { limit, cursor, kind } = parseInput(lettersQuery, request.query, 400)
  const asked = kind === undefined ? sources : [sourceOf(sources, kind)]
  const before = cursor === null ? null : readMark(cursor)
  const { letters, next } = await listDeadLetters(asked, platform.database, tenant, { before, limit })
  const persons = letters.flatMap(({ person }) => person ?? [])
  const titles = await titlesOf(http, request, persons)
  const { words } = await platform.model(tenant)
  const data = letters.map(({ body, person, error, ...letter }) => {
    const title = person === null ? undefined : titles.get(person)
    return {
      ...letter,
      reason: reasonText(words, locale, error, { channel: letter.where }),
      person: title === undefined ? null : { id: person, title },
      body: maskBody(body),
    }
  })
  return { data, next }
}

const replay = async (http: Http, sources: readonly DeadLetterSource[], request: FastifyRequest): Promise<number> => {
  const { kind, id } = parseInput(replayInput, request.body)
  const source = sourceOf(sources, kind)
  let replayed = 0
  await tellOperation(http, request, { name: 'operations.replayed', payload: { kind, id: id ?? null } }, async (work) => {
    replayed = await source.replay(work.system, id === undefined ? null : [id])
    if (replayed === 0) refuse('operations.nothing_dead', { status: 404 })
  })
  wakeReaders(http.platform.database, request.caller.tenant)
  return replayed
}

/** Letters that died: which, why, how many, and putting them back into the queue. */
export const addDeadLetterRoutes = (http: Http, sources: readonly DeadLetterSource[]): void => {
  const { app, platform } = http
  app.get(api('/operations/dead-letters'), async (request) => {
    await guardOperations(http, request)
    return lettersOf(http, sources, request)
  })
  app.get(api('/operations/dead-letters/counts'), async (request) => {
    await guardOperations(http, request)
    const { tenant } = request.caller
    return Object.fromEntries(
      await Promise.all(sources.map(async (source) => [source.kind, await source.count(platform.database, tenant)] as const)),
    )
  })
  app.post(api('/operations/dead-letters/replay'), async (request) => {
    await guardOperations(http, request)
    return { replayed: await replay(http, sources, request) }
  })
}
