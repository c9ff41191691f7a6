import { fieldTypeNames, refuse } from '@lianke/kernel'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  addCustomField,
  addCustomObject,
  archiveCustomField,
  archiveCustomObject,
  changeCustomField,
  restoreCustomField,
  restoreCustomObject,
} from '../../store/schema/customise.ts'
import { checkFields, checkNewObject, refuseUses } from '../../model/definitions/index.ts'
import type { Caller } from './caller.ts'
import { checkCustomField, checkCustomObject } from '../../store/schema/custom-definition.ts'
import { fillDefined, fillingFields } from '../../store/schema/fill-defined.ts'
import { api, type Http } from './host.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { refuseWithout } from './rights.ts'
import { paramOf } from './route-params.ts'

const label = z.strictObject({ zh: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(60) })
const fieldInput = z.strictObject({ type: z.enum(fieldTypeNames), label, options: z.record(z.string(), z.unknown()).default({}) })
const addInput = z.strictObject({ on: z.string().max(100), name: z.string().max(60), field: fieldInput })
const changeInput = z.strictObject({
  label: label.optional(),
  options: z.record(z.string(), z.unknown()).optional(),
  archived: z.boolean().optional(),
  /** As it was read: refused where somebody else was first. */
  version: z.int().optional(),
})
const objectInput = z.strictObject({
  name: z.string().max(60),
  label,
  plural: label.optional(),
  icon: z.string().max(40).optional(),
  title: z.string().max(60),
  fields: z.record(z.string().max(60), fieldInput),
  person: z.string().max(60).optional(),
  board: z.string().max(60).optional(),
})

const guard = (http: Http, caller: Caller): Promise<void> => refuseWithout(http, caller, 'platform.customise')
const staffOf = ({ actor }: Caller): string | null => (actor.kind === 'user' ? actor.id : null)
/** Names made on screen begin with `c_`, so that they never meet a name of a later release. */
const prefixed = (name: string): string => (name.startsWith('c_') ? name : `c_${name}`)
const fieldOfRoute = (request: FastifyRequest) => ({ on: paramOf(request, 'on'), name: paramOf(request, 'name') })

/** After a change: who asks this process next asks of what is defined now, and values that follow are filled. */
const fill = async ({ platform }: Http, tenant: string): Promise<readonly string[]> => {
  platform.forget(tenant)
  return fillDefined(platform.database, tenant, await platform.model(tenant))
}

const usesOf = ({ platform }: Http, { tenant, actor }: Caller, object: string, field?: string) =>
  platform.work(tenant, actor, (work) => work.records.uses(field === undefined ? { object } : { object, field }))

const customised = async ({ platform: { database } }: Http, tenant: string) => {
  const fields = await database.query(tenant, {
    text: 'select object as "on", name, field, archived_at, version from custom_field order by object, name limit 5000',
  })
  const objects = await database.query(tenant, {
    text: 'select name, definition, archived_at from custom_object order by name limit 500',
  })
  return { fields, objects, filling: await fillingFields(database, tenant) }
}

/** A new label or new options of a field that the model knows. */
const rewriteField = async (
  { platform }: Http,
  tenant: string,
  { on, name, label, options, version, by }: { on: string; name: string; by: string | null } & z.infer<typeof changeInput>,
): Promise<void> => {
  const known =
    (await platform.model(tenant)).objects.get(on)?.fields.get(name) ??
    refuse('custom.field_unknown', { status: 404, params: { name: `${on}.${name}` } })
  const changed = {
    on,
    name,
    field: checkCustomField(name, { ...known, label: label ?? known.label, options: options ?? known.options }),
  }
  checkFields(await platform.model(tenant), [changed])
  await changeCustomField(platform.database, tenant, changed, { by, ...(version === undefined ? {} : { version }) })
}

const changeField = async (http: Http, request: FastifyRequest) => {
  const { database } = http.platform
  const { tenant } = request.caller
  const { on, name } = fieldOfRoute(request)
  const change = parseInput(changeInput, request.body)
  const [stored] = await database.query(tenant, {
    text: 'select 1 from custom_field where object = $1 and name = $2',
    values: [on, name],
  })
  if (!stored) refuse('custom.field_unknown', { status: 404, params: { name: `${on}.${name}` } })
  if (change.archived === true) refuseUses(on, await usesOf(http, request.caller, on, name))
  const by = staffOf(request.caller)
  if (change.archived === true) await archiveCustomField(database, tenant, on, name, { by })
  if (change.archived === false) await restoreCustomField(database, tenant, on, name, { by })
  if (change.label || change.options) await rewriteField(http, tenant, { on, name, by, ...change })
  await fill(http, tenant)
  return { on, name, ...change }
}

const addFieldRoutes = (http: Http): void => {
  const { app, platform } = http
  app.post(api('/settings/fields'), async (request, reply) => {
    await guard(http, request.caller)
    const { tenant } = request.caller
    const { on, name, field } = parseInput(addInput, request.body)
    const added = { on, name: prefixed(name), field: checkCustomField(prefixed(name), field) }
    checkFields(await platform.model(tenant), [added])
    await addCustomField(platform.database, tenant, added, staffOf(request.caller))
    await fill(http, tenant)
    return reply.code(201).send({ on, name: prefixed(name), field })
  })
  app.patch(api('/settings/fields/:on/:name'), async (request) => {
    await guard(http, request.caller)
    return changeField(http, request)
  })
  app.get(api('/settings/fields/:on/:name/uses'), async (request) => {
    await guard(http, request.caller)
    const { on, name } = fieldOfRoute(request)
    return { data: await usesOf(http, request.caller, on, name) }
  })
}

/** An object as it was drawn on screen, under the names that it gets. */
const definitionOf = (input: z.infer<typeof objectInput>) => ({
  ...input,
  name: input.name.startsWith('custom.') ? input.name : `custom.${prefixed(input.name)}`,
  title: prefixed(input.title),
  board: input.board ? prefixed(input.board) : undefined,
  person: input.person ? prefixed(input.person) : undefined,
  fields: Object.fromEntries(Object.entries(input.fields).map(([name, field]) => [prefixed(name), field])),
  custom: true,
})

const archiveObject = async (http: Http, request: FastifyRequest) => {
  const { database } = http.platform
  const { tenant } = request.caller
  const name = paramOf(request, 'name')
  const { archived } = parseInput(z.strictObject({ archived: z.boolean() }), request.body)
  const [stored] = await database.query(tenant, { text: 'select 1 from custom_object where name = $1', values: [name] })
  if (!stored) refuse('custom.object_unknown', { status: 404, params: { object: name } })
  if (archived) refuseUses(name, await usesOf(http, request.caller, name))
  await (archived ? archiveCustomObject : restoreCustomObject)(database, tenant, name)
  await fill(http, tenant)
  return { name, archived }
}

const addObjectRoutes = (http: Http): void => {
  const { app, platform } = http
  app.post(api('/settings/objects'), async (request, reply) => {
    await guard(http, request.caller)
    const { tenant } = request.caller
    const definition = definitionOf(parseInput(objectInput, request.body))
    const checked = checkCustomObject(definition)
    checkNewObject(await platform.model(tenant), checked)
    await addCustomObject(platform.database, tenant, checked, staffOf(request.caller))
    await fill(http, tenant)
    return reply.code(201).send(definition)
  })
  app.patch(api('/settings/objects/:name'), async (request) => {
    await guard(http, request.caller)
    return archiveObject(http, request)
  })
  app.get(api('/settings/objects/:name/uses'), async (request) => {
    await guard(http, request.caller)
    return { data: await usesOf(http, request.caller, paramOf(request, 'name')) }
  })
}

/** The object and field designer: what an administrator adds on screen is in the model of every process at once. */
export const addDesignerRoutes = (http: Http): void => {
  http.app.get(api('/settings/custom'), async (request) => {
    await guard(http, request.caller)
    return customised(http, request.caller.tenant)
  })
  addFieldRoutes(http)
  addObjectRoutes(http)
}
