import { fieldTypeNames, refuse } from '@lianke/kernel'
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
import { loadCustomisation } from '../../store/schema/customisation.ts'
import { buildModel } from '../../model/model/model.ts'
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

/** The object and field designer: what an administrator adds on screen is in the model of every process at once. */
export const addDesignerRoutes = (http: Http): void => {
  const { app, platform } = http
  const { database } = platform
  const guard = (caller: Parameters<typeof refuseWithout>[1]) => refuseWithout(http, caller, 'platform.customise')
  const staffOf = (caller: { actor: { kind: string; id: string } }) => (caller.actor.kind === 'user' ? caller.actor.id : null)

  /** From the stores themselves: this process may not have heard of its own change yet. */
  const fill = async (tenant: string) =>
    fillDefined(database, tenant, buildModel(platform.modules, await loadCustomisation(database, tenant)))

  const usesOfField = ({ tenant, actor }: Caller, object: string, field?: string) =>
    platform.room(tenant, actor, (room) => room.records.uses(field === undefined ? { object } : { object, field }))

  app.get(api('/settings/custom'), async (request) => {
    await guard(request.caller)
    const fields = await database.query(request.caller.tenant, {
      text: 'select object as "on", name, field, archived_at from custom_field order by object, name limit 5000',
    })
    const objects = await database.query(request.caller.tenant, {
      text: 'select name, definition, archived_at from custom_object order by name limit 500',
    })
    return { fields, objects, filling: await fillingFields(database, request.caller.tenant) }
  })
  app.post(api('/settings/fields'), async (request, reply) => {
    await guard(request.caller)
    const { on, name, field } = parseInput(addInput, request.body)
    const added = { on, name: prefixed(name), field: checkCustomField(prefixed(name), field) }
    checkFields(await platform.model(request.caller.tenant), [added])
    await addCustomField(database, request.caller.tenant, added, staffOf(request.caller))
    await fill(request.caller.tenant)
    return reply.code(201).send({ on, name: prefixed(name), field })
  })
  app.patch(api('/settings/fields/:on/:name'), async (request) => {
    await guard(request.caller)
    const [on, name] = [paramOf(request, 'on'), paramOf(request, 'name')]
    const change = parseInput(changeInput, request.body)
    const { tenant } = request.caller
    const [stored] = await database.query(tenant, {
      text: 'select 1 from custom_field where object = $1 and name = $2',
      values: [on, name],
    })
    if (!stored) refuse('custom.field_unknown', { status: 404, params: { name: `${on}.${name}` } })
    if (change.archived === true) refuseUses(on, await usesOfField(request.caller, on, name))
    if (change.archived === true) await archiveCustomField(database, tenant, on, name)
    if (change.archived === false) await restoreCustomField(database, tenant, on, name)
    if (change.label || change.options) {
      const known =
        (await platform.model(tenant)).objects.get(on)?.fields.get(name) ??
        refuse('custom.field_unknown', { status: 404, params: { name: `${on}.${name}` } })
      const changed = {
        on,
        name,
        field: checkCustomField(name, { ...known, label: change.label ?? known.label, options: change.options ?? known.options }),
      }
      checkFields(await platform.model(tenant), [changed])
      await changeCustomField(database, tenant, changed)
    }
    await fill(tenant)
    return { on, name, ...change }
  })
  app.get(api('/settings/fields/:on/:name/uses'), async (request) => {
    await guard(request.caller)
    const [on, name] = [paramOf(request, 'on'), paramOf(request, 'name')]
    return { data: await usesOfField(request.caller, on, name) }
  })
  app.get(api('/settings/objects/:name/uses'), async (request) => {
    await guard(request.caller)
    const name = paramOf(request, 'name')
    return { data: await usesOfField(request.caller, name) }
  })
  app.post(api('/settings/objects'), async (request, reply) => {
    await guard(request.caller)
    const input = parseInput(objectInput, request.body)
    const fields = Object.fromEntries(Object.entries(input.fields).map(([name, field]) => [prefixed(name), field]))
    const definition = {
      ...input,
      name: input.name.startsWith('custom.') ? input.name : `custom.${prefixed(input.name)}`,
      title: prefixed(input.title),
      board: input.board ? prefixed(input.board) : undefined,
      person: input.person ? prefixed(input.person) : undefined,
      fields,
      custom: true,
    }
    const checked = checkCustomObject(definition)
    checkNewObject(await platform.model(request.caller.tenant), checked)
    await addCustomObject(database, request.caller.tenant, checked, staffOf(request.caller))
    await fill(request.caller.tenant)
    return reply.code(201).send(definition)
  })
  app.patch(api('/settings/objects/:name'), async (request) => {
    await guard(request.caller)
    const name = paramOf(request, 'name')
    const { archived } = parseInput(z.strictObject({ archived: z.boolean() }), request.body)
    const [stored] = await database.query(request.caller.tenant, {
      text: 'select 1 from custom_object where name = $1',
      values: [name],
    })
    if (!stored) refuse('custom.object_unknown', { status: 404, params: { object: name } })
    if (archived) refuseUses(name, await usesOfField(request.caller, name))
    await (archived ? archiveCustomObject : restoreCustomObject)(database, request.caller.tenant, name)
    await fill(request.caller.tenant)
    return { name, archived }
  })
}

/** Names made on screen begin with `c_`, so that they never meet a name of a later release. */
const prefixed = (name: string): string => (name.startsWith('c_') ? name : `c_${name}`)
