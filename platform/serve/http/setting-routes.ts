import { refuse } from '@lianke/kernel'
import { z } from 'zod'
import { api, type Http } from './host.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { refuseWithout } from './rights.ts'
import { paramOf } from './route-params.ts'

/** Settings for the screen: secret ones say only whether they are set. */
export const addSettingRoutes = (http: Http): void => {
  const { app, platform } = http
  const describe = async (tenant: string, name: string) => {
    const definition =
      (await platform.model(tenant)).settings.get(name) ??
      refuse('setting.unknown', { status: 404, params: { name: name.slice(0, 100) } })
    const { label, help, section, schema, secret = false, trial, default: fallback } = definition
    const is_set = await platform.settings.isSet(tenant, name)
    const shape = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })
    const base = { name, label, help: help ?? null, section, secret, is_set, schema: shape, trial: trial ?? null }
    return secret ? base : { ...base, value: await platform.settings.get(tenant, name), default: fallback }
  }
  app.get(api('/settings'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.settings')
    const { tenant } = request.caller
    const names = [...(await platform.model(tenant)).settings.values()].flatMap(({ name, hidden }) => (hidden ? [] : [name]))
    return { data: await Promise.all(names.map((name) => describe(tenant, name))) }
  })
  app.get(api('/settings/:name'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.settings')
    return describe(request.caller.tenant, paramOf(request, 'name'))
  })
  app.put(api('/settings/:name'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.settings')
    const { tenant, actor } = request.caller
    const name = paramOf(request, 'name')
    const { value } = parseInput(z.strictObject({ value: z.unknown() }), request.body)
    await platform.settings.set(tenant, name, value, actor.id)
    return describe(tenant, name)
  })
  app.delete(api('/settings/:name'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.settings')
    const { tenant, actor } = request.caller
    const name = paramOf(request, 'name')
    await platform.settings.set(tenant, name, undefined, actor.id)
    return describe(tenant, name)
  })
}
