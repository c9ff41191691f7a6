import { refuse } from '@lianke/kernel'
import { z } from 'zod'
import { api, type Http } from '../http/host.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { refuseWithout } from '../http/rights.ts'
import { paramOf } from '../http/route-params.ts'

/** A value, and the version that was read before it was changed: where another stands meanwhile, nothing is kept. */
const oneValue = z.strictObject({ value: z.unknown(), version: z.string().max(40).nullable().optional() })
const manyMax = 100
const manyValues = z.strictObject({
  set: z.record(z.string().max(100), z.unknown()).default({}),
  reset: z.array(z.string().max(100)).max(manyMax).default([]),
})

const definitionOf = async ({ platform }: Pick<Http, 'platform'>, tenant: string, name: string) =>
  (await platform.model(tenant)).settings.get(name) ??
  refuse('setting.unknown', { status: 404, params: { name: name.slice(0, 100) } })

/** What a setting is to a screen: a secret one says only whether it is set. */
const describeSetting = async ({ platform }: Http, tenant: string, name: string) => {
  const {
    label,
    help,
    section,
    schema,
    secret = false,
    trial,
    default: fallback,
  } = await definitionOf({ platform }, tenant, name)
  const { value, version } = await platform.settings.stand(tenant, name)
  const shape = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })
  const is_set = version !== null
  const base = { name, label, help: help ?? null, section, secret, is_set, version, schema: shape, trial: trial ?? null }
  return secret ? base : { ...base, value, default: fallback }
}

const addReading = (http: Http): void => {
  const { app, platform } = http
  app.get(api('/settings'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.settings')
    const { tenant } = request.caller
    const names = [...(await platform.model(tenant)).settings.values()].flatMap(({ name, hidden }) => (hidden ? [] : [name]))
    return { data: await Promise.all(names.map((name) => describeSetting(http, tenant, name))) }
  })
  app.get(api('/settings/:name'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.settings')
    return describeSetting(http, request.caller.tenant, paramOf(request, 'name'))
  })
}

/** Settings for the screen: secret ones say only whether they are set. */
export const addSettingRoutes = (http: Http): void => {
  const { app, platform } = http
  addReading(http)
  app.patch(api('/settings'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.settings')
    const { tenant, actor } = request.caller
    const { set, reset } = parseInput(manyValues, request.body)
    const changes = { ...set, ...Object.fromEntries(reset.map((name) => [name, undefined])) }
    await platform.settings.setMany(tenant, changes, actor.id)
    return { data: await Promise.all(Object.keys(changes).map((name) => describeSetting(http, tenant, name))) }
  })
  app.put(api('/settings/:name'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.settings')
    const { tenant, actor } = request.caller
    const name = paramOf(request, 'name')
    const { value, version } = parseInput(oneValue, request.body)
    const { label } = await definitionOf(http, tenant, name)
    await platform.settings.change(
      tenant,
      (now) => {
        const current_version = now.version(name)
        if (version !== undefined && version !== current_version)
          refuse('setting.stale_version', {
            status: 409,
            params: { name: label },
            extra: { given_version: version, current_version },
          })
        return { [name]: value }
      },
      actor.id,
    )
    return describeSetting(http, tenant, name)
  })
  app.delete(api('/settings/:name'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.settings')
    const { tenant, actor } = request.caller
    const name = paramOf(request, 'name')
    await platform.settings.set(tenant, name, undefined, actor.id)
    return describeSetting(http, tenant, name)
  })
}
