import { refuse } from '@lianke/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type LiveNotice, openLive } from '../live/index.ts'
import { mayReadAny, scopeOf } from '../../model/access/access-context.ts'
import { type Caller, findCaller } from './caller.ts'
import { api, type Http } from './host.ts'

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
  const room = await http.platform.reading(tenant, actor)
  const seen = new Set<string>()
  const narrow = Map.groupBy(notices, (notice) => notice.object ?? '')
  const open = new Set<string>()
  for (const [name, group] of narrow) {
    const object = model.objects.get(name)
    if (!object) continue
    const scope = scopeOf(access, name, 'read')
    const { everyone } = object.definition.access ?? {}
    if (access.system || everyone === true || (scope === 'all' && !everyone)) open.add(name)
    else if (mayReadAny(access, object)) {
      const ids = [...new Set(group.flatMap(({ id }) => id ?? []))].slice(0, visibleMax)
      const { data } = await room.records.list(name, {
        filter: { field: 'id', op: 'in', value: ids },
        fields: ['id'],
        limit: visibleMax,
      })
      for (const { id } of data) seen.add(`${name}/${id}`)
    }
  }
  return notices.filter(({ object, id }) => object !== null && (open.has(object) || seen.has(`${object}/${id}`)))
}

/** `GET /live`: server-sent events. They say what changed, never what it changed to; whoever may see it asks. */
export const addLiveRoutes = async (http: Http): Promise<void> => {
  const { app, platform, auth } = http
  const live = await openLive(platform.database)
  const streams = new Map<AbortController, { tenant: string; bucket: string; say: (event: string, data: object) => void }>()
  const stopModel = await platform.database.listen('lianke_model', (tenant) => {
    for (const stream of streams.values())
      if (tenant === '' || stream.tenant === tenant) stream.say('model', { name: 'model.changed' })
  })
  app.addHook('preClose', async () => {
    for (const controller of streams.keys()) controller.abort()
    await Promise.all([live.close(), stopModel()])
  })

  const stream = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { caller } = request
    const controller = new AbortController()
    const { signal } = controller
    const fits = wanted((request.query as { topics?: string }).topics)
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'keep-alive',
    })
    const write = (text: string) => {
      if (!raw.writableEnded) raw.write(text)
    }
    const say = (event: string, data: object) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    streams.set(controller, { tenant: caller.tenant, bucket: caller.bucket, say })
    raw.on('close', () => controller.abort())
    write('retry: 3000\n\n')
    // A stream outlives the look-up at its start: at each beat the caller has to be somebody still.
    const beat = setInterval(() => {
      write(': beat\n\n')
      findCaller(request, auth, http.publicUrl).then(
        (now) => {
          if (now.tenant !== caller.tenant) controller.abort()
        },
        () => controller.abort(),
      )
    }, beatMs)
    let gathered: LiveNotice[] = []
    let timer: NodeJS.Timeout | null = null
    const flush = async () => {
      timer = null
      const notices = gathered
      gathered = []
      for (const { id, ...rest } of await visibleOf(http, caller, notices)) say('fact', { ...rest, record: id })
    }
    try {
      for await (const notice of live.updates(caller.tenant, signal)) {
        if (notice === null) say('missed', { name: 'live.missed' })
        else if (fits(notice)) {
          gathered.push(notice)
          timer ??= setTimeout(
            () =>
              void flush().catch((error: unknown) => {
                request.log.error({ err: error }, 'live updates failed')
                controller.abort()
              }),
            gatherMs,
          )
        }
      }
    } finally {
      clearInterval(beat)
      if (timer) clearTimeout(timer)
      streams.delete(controller)
      raw.end()
    }
  }
  app.get(api('/live'), async (request, reply) => {
    const { bucket } = request.caller
    if ([...streams.values()].filter((each) => each.bucket === bucket).length >= streamsPerCallerMax)
      refuse('request.too_many', { status: 429, params: { seconds: 30 }, extra: { retry_after: 30 } })
    void stream(request, reply).catch((error: unknown) => request.log.error({ err: error }, 'live updates failed'))
    return reply
  })
}
