import { defineRoute, refuse, type RouteCompany } from '@lianke/kernel'
import { z } from 'zod'
import { agentsIn, agentsOf, agentsVersion, shownAgents } from '../corp/agents.ts'
import { checkAgents } from '../health/health.ts'
import { type CorpHost, corpNamed, corpsOf } from '../corp/corp-host.ts'
import { givenAgent, mergeAgents } from '../corp/given-agents.rule.ts'
import { addCorp, changeCorp, readGiven, removeCorp, usesOfCorp } from '../corp/keep-corp.ts'

const may = { right: 'platform.settings' } as const
const path = '/api/v1/wecom/corps'
const one = `${path}/:corp` as const
const params = z.object({ corp: z.string().min(1).max(64) })

const text = z.string().max(200).optional()
/** Secrets are taken and never answered; each value is judged by the setting that it is. */
const given = z.strictObject({
  name: text,
  paused: z.boolean().optional(),
  agent_id: z.number().int().min(0).optional(),
  app_secret: text,
  contacts_secret: text,
  callback_token: text,
  callback_aes_key: text,
  suite_id: text,
  api_base: text,
  authorize_base: text,
  login_base: text,
  js_sdk_url: text,
  agents: z.array(givenAgent).max(20).optional(),
})
const agentAnswer = z.object({
  agent_id: z.number(),
  name: z.string(),
  paused: z.boolean(),
  duties: z.array(z.string()),
  has_callback: z.boolean(),
})
const corpAnswer = z.object({
  corp_id: z.string(),
  name: z.string(),
  first: z.boolean(),
  paused: z.boolean(),
  agent_id: z.number(),
  suite_id: z.string(),
  api_base: z.string(),
  authorize_base: z.string(),
  login_base: z.string(),
  js_sdk_url: z.string(),
  is_set: z.object({
    app_secret: z.boolean(),
    contacts_secret: z.boolean(),
    callback_token: z.boolean(),
    callback_aes_key: z.boolean(),
  }),
  agents: z.array(agentAnswer),
  agents_version: z.string(),
  callback_path: z.string(),
})

const shownOf = async (tenant: string, host: CorpHost): Promise<z.input<typeof corpAnswer>> => {
  const setting = async (name: string) => host.setting<string>(`wecom.${name}`)
  const agents = await agentsOf(host)
  const isSet = async (name: string) => Boolean(await host.secret(`wecom.${name}`))
  return {
    corp_id: host.corp,
    name: await setting('corp_name'),
    first: host.first,
    paused: await host.setting<boolean>('wecom.corp_paused'),
    agent_id: await host.setting<number>('wecom.agent_id'),
    suite_id: await setting('suite_id'),
    api_base: await setting('api_base'),
    authorize_base: await setting('authorize_base'),
    login_base: await setting('login_base'),
    js_sdk_url: await setting('js_sdk_url'),
    is_set: {
      app_secret: await isSet('app_secret'),
      contacts_secret: await isSet('contacts_secret'),
      callback_token: await isSet('callback_token'),
      callback_aes_key: await isSet('callback_aes_key'),
    },
    agents: shownAgents(agents),
    agents_version: agentsVersion(agents),
    callback_path: `/callbacks/wecom/${tenant}${host.first ? '' : `/${encodeURIComponent(host.corp)}`}`,
  }
}

const tell = (company: RouteCompany, name: string, corp: string) =>
  company.unit((work) => work.emit({ name: `wecom.corp_${name}`, payload: { corp } }))

/** The corporations of the company; of secrets, whether they are set. */
const corpsShown = defineRoute({
  name: 'wecom.corps',
  label: { zh: '接入的企业', en: 'Corporations that are connected' },
  method: 'GET',
  path,
  may,
  answer: z.object({ data: z.array(corpAnswer) }),
  run: async ({ host, tenant }) => {
    const data = []
    for (const corp of await corpsOf(host)) data.push(await shownOf(tenant, corp))
    return { data }
  },
})

const corpAdded = defineRoute({
  name: 'wecom.corp_add',
  label: { zh: '接入一家企业', en: 'Connect a corporation' },
  method: 'POST',
  path,
  may,
  body: given.extend({ corp_id: z.string().trim().min(1).max(64) }),
  answer: corpAnswer,
  status: 201,
  run: async (call) => {
    const { corp_id, agents = [], ...rest } = call.body
    const merged = mergeAgents(agents, { kept: [], main: rest.agent_id ?? 0 })
    await addCorp(call, corp_id, readGiven({ ...rest, ...(merged.length > 0 ? { agents: merged } : {}) }))
    await tell(call, 'added', corp_id)
    return shownOf(call.tenant, await corpNamed(call.host, corp_id))
  },
})

const corpChanged = defineRoute({
  name: 'wecom.corp_change',
  label: { zh: '修改接入的企业', en: 'Change a corporation' },
  method: 'PATCH',
  path: one,
  may,
  params,
  /** `agents` are the whole list; with the version of the list that was seen, one that somebody else changed meanwhile is not written over. */
  body: given.extend({ agents_version: z.string().max(64).optional() }),
  answer: corpAnswer,
  run: async (call) => {
    const { corp } = call.params
    const { agents, agents_version, ...rest } = call.body
    await changeCorp(call, corp, (value) => {
      const main = rest.agent_id ?? Number(value('wecom.agent_id'))
      const kept = agentsIn(value('wecom.agents'))
      if (agents && agents_version !== undefined && agents_version !== agentsVersion(kept))
        refuse('wecom.agents_changed', { status: 409, params: { corp } })
      const merged = (given: typeof agents = []) => mergeAgents(given, { kept: kept.map((one) => ({ ...one })), main })
      return readGiven({ ...rest, ...(agents ? { agents: merged(agents) } : {}) })
    })
    await tell(call, 'changed', corp)
    return shownOf(call.tenant, await corpNamed(call.host, corp))
  },
})

const corpRemoved = defineRoute({
  name: 'wecom.corp_remove',
  label: { zh: '移除接入的企业', en: 'Remove a corporation' },
  method: 'DELETE',
  path: one,
  may,
  params,
  answer: z.object({ removed: z.boolean() }),
  run: async (call) => {
    const { corp } = call.params
    await removeCorp(call, corp)
    await tell(call, 'removed', corp)
    return { removed: true }
  },
})

const corpUses = defineRoute({
  name: 'wecom.corp_uses',
  label: { zh: '企业用在哪里', en: 'Where a corporation is used' },
  method: 'GET',
  path: `${one}/uses`,
  may,
  params,
  answer: z.object({ data: z.array(z.object({ object: z.string(), count: z.number() })) }),
  run: async (call) => {
    const { corp } = await corpNamed(call.host, call.params.corp)
    return { data: await call.unit((work) => usesOfCorp(work.system, corp)) }
  },
})

/** For whoever chooses one of them: what they are called, without anything of how they are connected. */
const companies = defineRoute({
  name: 'wecom.companies',
  label: { zh: '可选的企业', en: 'Corporations to choose from' },
  method: 'GET',
  path: '/api/v1/wecom/companies',
  may: 'principal',
  answer: z.object({ data: z.array(z.object({ issuer: z.string(), name: z.string(), first: z.boolean() })) }),
  run: async ({ host }) => {
    const data = []
    for (const { corp, first, setting } of await corpsOf(host))
      data.push({ issuer: corp, first, name: (await setting<string>('wecom.corp_name')) || corp })
    return { data }
  },
})

const said = z.object({ zh: z.string(), en: z.string() })
const agentChecks = defineRoute({
  name: 'wecom.agent_checks',
  label: { zh: '各应用的连接', en: 'Whether each agent is connected' },
  method: 'GET',
  path: `${one}/agents`,
  may,
  params,
  answer: z.object({
    data: z.array(
      z.object({
        agent_id: z.number(),
        status: z.enum(['ok', 'failed', 'unsure']),
        errcode: z.number().nullable(),
        missing: said.nullable(),
      }),
    ),
  }),
  run: async (call) => ({ data: [...(await checkAgents(await corpNamed(call.host, call.params.corp)))] }),
})

/** Corporations and their agents, kept by administrators. */
export const corpRoutes = [companies, corpsShown, corpAdded, corpChanged, corpRemoved, corpUses, agentChecks]
