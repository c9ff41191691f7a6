import { type Actor, refuse, roleObject, staffObject } from '@lianke/kernel'
import { z } from 'zod'
import { isFresh, makeAccount } from '../auth/accounts.ts'
import { refuseSetupToken } from '../auth/setup-link.ts'
import { logSignIn } from '../auth/sign-in-log.ts'
import { accountFields } from './account-input.ts'
import { api, type Http } from './host.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { signIn, trace } from './password-step.ts'

const setupInput = z.strictObject({
  ...accountFields,
  company: z.string().trim().min(1).max(100),
  password: z.string().max(200),
  token: z.string().max(100).optional(),
})
const installer: Actor = { kind: 'system', id: 'setup' }
export const firstTenant = 'main'

/** Makes the first administrator's staff record with every role marked as built in that holds all rights. */
const giveStaff = async (http: Http, tenant: string, account: string, given: { name: string; email: string }): Promise<void> => {
  const model = await http.platform.model(tenant)
  if (!model.objects.has(staffObject)) return
  await http.platform.work(tenant, installer, async (work) => {
    const roles = model.objects.has(roleObject) ? (await work.records.list(roleObject, { limit: 200 })).data : []
    const administrators = roles.filter((role) => Array.isArray(role.rights) && role.rights.includes('*')).map((role) => role.id)
    const staff = await work.records.create(staffObject, { name: given.name, account, status: 'active', roles: administrators })
    await work.records.update(staffObject, staff.id, { owner: staff.id })
  })
}

/** The first run: the first account, for whoever holds the link that the start has printed. */
export const addSetupRoutes = (http: Http): void => {
  const { app, platform } = http
  const { database } = platform
  app.post(api('/setup'), { config: { open: true } }, async (request, reply) => {
    http.buckets.take(`setup:${request.ip}`, http.limits.signIn, reply)
    if (!(await isFresh(database))) refuse('setup.done', { status: 409 })
    const { token, ...input } = parseInput(setupInput, request.body)
    await refuseSetupToken(database, token ?? null)
    const account = await makeAccount(database, input, firstTenant, { onlyFirst: true, installation: true })
    await database.home.query({ text: 'delete from lianke.setup_link' })
    await database.home.query({ text: 'update lianke.tenant set name = $2 where id = $1', values: [firstTenant, input.company] })
    await giveStaff(http, firstTenant, account, input)
    await logSignIn(database, { kind: 'account_made', account, login: input.email, tenant: firstTenant, ...trace(request) })
    return signIn(http, request, reply, { login: input.email, password: input.password, remember: true })
  })
}
