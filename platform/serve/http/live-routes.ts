import { refuse, textIn } from '@lianke/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Live, type LiveNotice, openLive } from '../live/index.ts'
import { mayReadAny, scopeOf } from '../../model/access/access-context.ts'
import { type Caller, findCaller } from './caller.ts'
import { api, type Http } from './host.ts'
import { askedOf } from './route-params.ts'

const beatMs = 25_000
const gatherMs = 100
const streamsPerCallerMax = 20
const visibleMax = 200

/** `*`, objects, or single records (`customer.person/<id>`). */
const wanted = (topics: string | undefined) => {
  const list = new Set(
    (topics ?? '*')
      .split(',')
      .map((topic) => topic.trim())
      .filter(Boolean)
      .slice(0, 100),
  )
  return ({ object, id, person }: LiveNotice): boolean =>
    list.has('*') ||
    (object !== null && (list.has(object) || list.has(`${object}/${id}`))) ||
    (person !== null && list.has(`customer.person/${person}`))
}

/** Which of these notices the caller may know of: by object right, and where the scope is narrower, by one question per object. */
const visibleOf = async (http: Http, caller: Caller, notices: readonly LiveNotice[]): Promise<LiveNotice[]> => {
  const { tenant, actor } = caller
  const access = await http.platform.access(tenant, actor)
  const model = await http.platform.model(tenant)
  const work = await http.platform.reading(tenant, actor)
  const seen = new Set<string>()
  const narrow = Map.groupBy(notices, (notice) => notice.object ?? '')
  const open = new Set<string>()
  for (const [name, group] of narrow) {
    const object = model.objects.get(name)
    if (!object) continue
    const scope = scopeOf(access, name, 'read')
    const { everyone, about } = object.definition.access ?? {}
    if (access.system || everyone === true || (scope === 'all' && !everyone && !about)) open.add(name)
    else if (mayReadAny(access, object)) {
      const ids = [...new Set(group.flatMap(({ id }) => id ?? []))].slice(0, visibleMax)
      const { data } = await work.records.list(name, {
        filter: { field: 'id', op: 'in', value: ids },
        fields: ['id'],
        limit: visibleMax,
      })
      for (const { id } of data) seen.add(`${name}/${id}`)
    }
  }
  return notices.filter(({ object, id }) => object !== null && (open.has(object) || seen.has(`${object}/${id}`)))
}

interface Stream {
  readonly tenant: string
  readonly bucket: string
  readonly say: (event: string, data: object) => void
}
/** The open streams of this process, each by what ends it. */
type Streams = Map<AbortController, Stream>

/** Begins the answer, and answers how a line is written into it. */
const beginAnswer = (reply: FastifyReply): ((text: string) => void) => {
  reply.hijack()
  const { raw } = reply
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value)
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    connection: 'keep-alive',
  })
  return (text) => {
    if (!raw.writableEnded) raw.write(text)
  }
}

/** A stream outlives the look-up at its start: at each beat the caller has to be somebody still. */
const keepAlive = (http: Http, request: FastifyRequest, write: (text: string) => void, end: () => void): NodeJS.Timeout => {
  const { tenant } = request.caller
  return setInterval(() => {
    write(': beat\n\n')
    findCaller(request, http.auth, http.publicUrl).then((now) => {
      if (now.tenant !== tenant) end()
    }, end)
  }, beatMs)
}

/** Notices are told in sets, so that what a caller may see is asked once for many. */
const gather = (told: (notices: readonly LiveNotice[]) => Promise<void>, failed: (error: unknown) => void) => {
  let gathered: LiveNotice[] = []
  let timer: NodeJS.Timeout | null = null
  const flush = (): void => {
    timer = null
    const notices = gathered
    gathered = []
    void told(notices).catch(failed)
  }
  return {
    add(notice: LiveNotice): void {
      gathered.push(notice)
      timer ??= setTimeout(flush, gatherMs)
    },
    stop(): void {
      if (timer) clearTimeout(timer)
    },
  }
}

const stream = async (
  { http, live, streams }: { readonly http: Http; readonly live: Live; readonly streams: Streams },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> => {
  const { caller } = request
  const controller = new AbortController()
  const fits = wanted(textIn(askedOf(request).topics) ?? undefined)
  const write = beginAnswer(reply)
  const say = (event: string, data: object) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  streams.set(controller, { tenant: caller.tenant, bucket: caller.bucket, say })
  reply.raw.on('close', () => controller.abort())
  write('retry: 3000\n\n')
  const beat = keepAlive(http, request, write, () => controller.abort())
  const waiting = gather(
    async (notices) => {
      for (const { id, ...rest } of await visibleOf(http, caller, notices)) say('fact', { ...rest, record: id })
    },
    (error) => {
      request.log.error({ err: error }, 'live updates failed')
      controller.abort()
    },
  )
  try {
    for await (const notice of live.updates(caller.tenant, controller.signal)) {
      if (notice === null) say('missed', { name: 'live.missed' })
      else if (fits(notice)) waiting.add(notice)
    }
  } finally {
    clearInterval(beat)
    waiting.stop()
    streams.delete(controller)
    reply.raw.end()
  }
}

/** `GET /live`: server-sent events. They say what changed, never what it changed to; whoever may see it asks. */
export const addLiveRoutes = async (http: Http): Promise<void> => {
  const { app, platform } = http
  const live = await openLive(platform.database)
  const streams: Streams = new Map()
  const stopModel = await platform.database.listen('lianke_model', (tenant) => {
    for (const each of streams.values()) if (tenant === '' || each.tenant === tenant) each.say('model', { name: 'model.changed' })
  })
  app.addHook('preClose', async () => {
    for (const controller of streams.keys()) controller.abort()
    await Promise.all([live.close(), stopModel()])
  })
  app.get(api('/live'), async (request, reply) => {
    const { bucket } = request.caller
    if ([...streams.values()].filter((each) => each.bucket === bucket).length >= streamsPerCallerMax)
      refuse('request.too_many', { status: 429, params: { seconds: 30 }, extra: { retry_after: 30 } })
    void stream({ http, live, streams }, request, reply).catch((error: unknown) =>
      request.log.error({ err: error }, 'live updates failed'),
    )
    return reply
  })
}
