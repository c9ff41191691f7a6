import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import {
  type Area,
  type CommandDefinition,
  listIn,
  type Meta,
  type MetaObject,
  type ObjectRight,
  referenceIn,
  refuse,
  staffObject,
  textIn,
} from '@lianke/kernel'
import { LRUCache } from 'lru-cache'
import type { AccessContext as Access } from '../../model/access/access-context.ts'
import { inputSchemaOf } from '../../model/commands/input-schema.ts'
import type { Model, ModelObject } from '../../model/model/model.ts'
import { mayRun } from '../../model/unit-of-work/run-command.ts'
import { type Caller, refuseOutOfScope } from './caller.ts'
import { api, type Http } from './host.ts'
import { tenantOf } from './me-routes.ts'
import { metaFieldsOf } from './meta-fields.ts'
import { schemasOf } from './object-schemas.ts'
import { paramOf } from './route-params.ts'

const zip: (text: string) => Promise<Buffer> = promisify(gzip)

const metaCommandOf = (command: CommandDefinition): Meta['commands'][number] => {
  const { name, label, icon, help, on, fields, place, offered, prefill, done, undo, danger } = command
  return {
    name,
    label,
    icon,
    help,
    on,
    fields: fields ?? {},
    place: place ?? [],
    offered,
    prefill,
    done,
    undo: undo !== undefined,
    danger: danger ?? false,
    input: inputSchemaOf(command),
  }
}

/** Are they lines that only acts on their whole write? */
const isWrittenByActs = (model: Model, { whole }: ModelObject): boolean =>
  whole !== null && model.objects.get(whole.object)?.definition.written?.[whole.part] !== undefined

const mayOf = (model: Model, right: ObjectRight, object: ModelObject): MetaObject['may'] => {
  const open = !object.definition.ledger && !isWrittenByActs(model, object)
  return {
    read: right.read !== 'none' || Boolean(object.definition.access?.everyone),
    create: open && right.create,
    update: open && right.update !== 'none',
    delete: open && right.delete !== 'none' && !object.definition.removeBy,
    import: !object.definition.ledger && Boolean(right.import),
    export: Boolean(right.export),
  }
}

/** What a definition says of itself that a screen needs. */
const definedOf = ({ definition }: ModelObject) => {
  const { name, label, plural, icon, title, board, calendar, sort, columns, states, partOf, hidden, custom } = definition
  const { ledger, uniqueTogether, person, createBy, often, keeps } = definition
  return {
    name,
    label,
    plural,
    icon,
    title,
    board,
    calendar,
    sort,
    columns,
    states: states && {
      field: states.field,
      ...(states.initial ? { initial: states.initial } : {}),
      moves: states.moves,
      ...(states.by ? { by: states.by } : {}),
      ...(states.fixed ? { fixed: states.fixed } : {}),
    },
    partOf,
    hidden,
    custom,
    ledger,
    uniqueTogether,
    person,
    createBy,
    often,
    keeps,
  }
}

const objectsOf = (model: Model, access: Access): MetaObject[] => {
  const areas = new Map<string, Area | null>(model.modules.map((each) => [each.name, each.area ?? null]))
  const mays = new Map(
    [...model.objects.values()].map((object) => [object.name, mayOf(model, access.object(object.name), object)]),
  )
  return [...model.objects.values()].flatMap((object): MetaObject[] => {
    const may = mays.get(object.name)
    if (!may?.read) return []
    return [
      {
        ...definedOf(object),
        parts: [...object.parts.values()].map(({ name, object: of, via }) => ({
          name,
          object: of,
          via,
          writable: object.definition.written?.[name] === undefined,
        })),
        whole: object.whole,
        module: object.module,
        area: areas.get(object.module) ?? null,
        fields: metaFieldsOf(access, object),
        children: object.children.filter((child) => mays.get(child.object)?.read),
        may,
      },
    ]
  })
}

const meIn = async (http: Http, caller: Caller, model: Model, access: Access): Promise<Meta['me']> => {
  const base = {
    id: caller.actor.id,
    name: caller.actor.name ?? '',
    email: caller.session?.email ?? null,
    avatar: null,
    department: null,
    roles: [],
    rights: [...access.rights].sort(),
  }
  const staff = model.objects.get(staffObject)
  if (!staff || !caller.session?.staff) return base
  const wanted = ['name', 'department', 'roles', 'avatar'].filter((name) => staff.fields.has(name))
  // The staff record of the caller itself, whatever the caller may read of others.
  const work = await http.platform.reading(caller.tenant, { kind: 'system', id: 'meta' })
  const row = await work.records.get(staffObject, caller.session.staff, { fields: wanted, titles: true })
  return {
    ...base,
    name: textIn(row.name) ?? base.name,
    avatar: textIn(row.avatar),
    department: referenceIn(row.department),
    roles: listIn(row.roles, referenceIn),
  }
}

/** Kinds of processes and what they are built of. */
const processesOf = (model: Model, readable: (object: string) => boolean): Pick<Meta, 'steps' | 'processes'> => ({
  steps: [...model.steps.values()].map(({ name, label, icon, group, needs, fields, outlets }) => ({
    name,
    label,
    icon,
    group,
    ...(needs ? { needs } : {}),
    fields,
    outlets: typeof outlets === 'function' ? null : outlets,
  })),
  processes: [...model.processes.values()].filter(({ object }) => readable(object)).map(({ words: _words, ...kind }) => kind),
})

const metaOf = async (http: Http, caller: Caller): Promise<Meta> => {
  const model = await http.platform.model(caller.tenant)
  const access = await http.platform.access(caller.tenant, caller.actor)
  const [tenant, me] = await Promise.all([tenantOf(http, caller.tenant), meIn(http, caller, model, access)])
  const readable = (name: string): boolean =>
    model.objects.has(name) &&
    (access.object(name).read !== 'none' || Boolean(model.objects.get(name)?.definition.access?.everyone))
  return {
    version: model.version,
    tenant,
    me,
    modules: model.modules.map(({ name, label, area }) => ({ name, label, area: area ?? null })),
    objects: objectsOf(model, access),
    ledgers: [...model.ledgers.values()]
      .filter(({ account }) => mayOf(model, access.object(account.name), account).read)
      .map(({ name, entry, definition }) => ({ name, entry: entry.name, label: definition.label })),
    events: [...model.events.values()].map(({ name, label, icon, sentence, from, own, fields }) => ({
      name,
      label,
      icon,
      sentence,
      from,
      own,
      fields,
    })),
    notices: [...model.notices.values()].map(({ name, label, kind, message = false }) => ({
      name,
      label,
      kind,
      message: message !== false,
    })),
    charts: [...model.charts.values()].filter(({ on }) => readable(on)).sort((a, b) => (a.order ?? 100) - (b.order ?? 100)),
    conditions: [...model.conditions.values()].filter(({ on }) => readable(on)),
    commands: [...model.commands.values()].filter((command) => mayRun(access, command)).map(metaCommandOf),
    ...processesOf(model, readable),
    channels: [...model.channels.values()].map(({ name, label, companies = false, actions }) => ({
      name,
      label,
      companies,
      actions: actions.map((action) => ({
        name: action.name,
        label: action.label,
        fields: action.fields,
        touches: action.touches ?? false,
        does: action.does ?? null,
      })),
    })),
    rights: [...model.rights].map(([name, label]) => ({ name, label })),
    words: Object.fromEntries(model.words),
  }
}

/** `GET /meta`: the product as this caller may use it; and the schema of one object. */
export const addMetaRoutes = (http: Http): void => {
  const { app } = http
  const cache = new LRUCache<string, { text: string; tag: string; zipped: Promise<Buffer> | null }>({ max: 500, ttl: 3_000 })
  app.get(api('/meta'), async (request, reply) => {
    const { caller } = request
    const model = await http.platform.model(caller.tenant)
    const key = `${caller.tenant} ${model.version} ${caller.bucket}`
    let made = cache.get(key)
    if (!made) {
      const text = JSON.stringify(await metaOf(http, caller))
      made = { text, tag: `"${createHash('sha1').update(text).digest('base64url')}"`, zipped: null }
      cache.set(key, made)
    }
    reply.headers({ etag: made.tag, 'cache-control': 'private, no-cache' })
    if (request.headers['if-none-match'] === made.tag) return reply.code(304).send()
    reply.type('application/json; charset=utf-8').header('vary', 'accept-encoding')
    if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(made.text)
    made.zipped ??= zip(made.text)
    return reply.header('content-encoding', 'gzip').send(await made.zipped)
  })
  app.get(api('/:room/:noun/schema'), async (request) => {
    const [room, noun] = [paramOf(request, 'room'), paramOf(request, 'noun')]
    const model = await http.platform.model(request.caller.tenant)
    const object =
      model.objects.get(`${room}.${noun}`) ??
      refuse('object.unknown', { status: 404, params: { object: `${room}.${noun}`.slice(0, 100) } })
    refuseOutOfScope(request.caller, object.name, 'read')
    const access = await http.platform.access(request.caller.tenant, request.caller.actor)
    if (!mayOf(model, access.object(object.name), object).read && !access.system)
      refuse('access.denied', { status: 403, params: { object: object.name, action: 'read' } })
    return schemasOf(model, access, object)
  })
}
