import type { ObjectRight, Scope } from '@lianke/kernel'
import { everything, goodPassword, type HttpTenant, httpTenant, type Person } from '@lianke/platform/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { v7 as uuid } from 'uuid'
import { makeAccount } from '@lianke/platform/http'
import { definitions } from '../../definitions.ts'

interface Rights {
  readonly objects: Record<string, ObjectRight>
  readonly rights: readonly string[]
}
type Answer = Awaited<ReturnType<Person['send']>>

let server: HttpTenant
beforeAll(async () => {
  server = await httpTenant(definitions)
})
afterAll(() => server?.close())

const none: ObjectRight = { read: 'none', update: 'none', delete: 'none', create: false }
/** With these every door stands open, so that only what is handed through it decides. */
const keeper: Rights = {
  objects: {
    'organisation.staff': everything,
    'organisation.role': everything,
    'organisation.department': everything,
  },
  rights: ['platform.accounts', 'platform.keys'],
}
const order: readonly Scope[] = ['none', 'own', 'team', 'below', 'all']
const scope = fc.constantFrom(...order)
const rights: fc.Arbitrary<Rights> = fc.record({
  objects: fc.record({
    'customer.person': fc.record({ read: scope, update: scope, delete: scope, create: fc.boolean(), export: fc.boolean() }),
  }),
  rights: fc.subarray(['customer.merge', 'platform.settings']),
})
/** Written anew for this family of rights: every scope and every named right of the target is the actor's too. */
const holds = (actor: Rights, target: Rights): boolean => {
  const [a, t] = [actor.objects['customer.person'] ?? none, target.objects['customer.person'] ?? none]
  return (
    (['read', 'update', 'delete'] as const).every((act) => order.indexOf(t[act]) <= order.indexOf(a[act])) &&
    (['create', 'export'] as const).every((act) => !t[act] || Boolean(a[act])) &&
    target.rights.every((right) => actor.rights.includes(right))
  )
}

const asSystem = <T>(run: Parameters<HttpTenant['platform']['work']>[2]) =>
  server.platform.work(server.tenant, { kind: 'system', id: 'spec' }, run) as Promise<T>
const makeRole = (given: Rights) =>
  asSystem<string>(
    async ({ records }) =>
      (await records.create('organisation.role', { name: `角色 ${uuid()}`, objects: given.objects, rights: given.rights })).id,
  )
const makeStaff = (values: object) =>
  asSystem<string>(
    async ({ records }) => (await records.create('organisation.staff', { name: '周博', status: 'active', ...values })).id,
  )
const makeBearer = async (role: string) => {
  const account = await makeAccount(
    server.platform.database,
    { name: '周博', email: `${uuid()}@example.com`, password: null },
    server.tenant,
  )
  return { account, staff: await makeStaff({ roles: [role], account }) }
}

interface Door {
  readonly name: string
  /** Goes through the door with the rights of `role`; answers what came back. */
  readonly go: (actor: Person, role: string, target: Rights) => Promise<Answer>
}
const api = (path: string) => `/api/v1${path}`
const post = (actor: Person, path: string, payload: object) => actor.send({ method: 'POST', url: api(path), payload })
const patch = (actor: Person, path: string, payload: object) => actor.send({ method: 'PATCH', url: api(path), payload })
const remove = (actor: Person, path: string) => actor.send({ method: 'DELETE', url: api(path) })
const mail = () => `${uuid()}@example.com`

const doors: readonly Door[] = [
  { name: 'make a role', go: (actor, _role, target) => post(actor, '/organisation/role', { name: uuid(), ...target }) },
  {
    name: 'widen a role',
    go: async (actor, _role, target) =>
      patch(actor, `/organisation/role/${await makeRole({ objects: {}, rights: [] })}`, { ...target }),
  },
  {
    name: 'narrow a role',
    go: async (actor, _role, target) => patch(actor, `/organisation/role/${await makeRole(target)}`, { objects: {}, rights: [] }),
  },
  { name: 'delete a role', go: async (actor, _role, target) => remove(actor, `/organisation/role/${await makeRole(target)}`) },
  { name: 'copy a role', go: (actor, role) => post(actor, '/commands/role.copy', { id: role, name: uuid() }) },
  { name: 'make staff', go: (actor, role) => post(actor, '/organisation/staff', { name: '新人', roles: [role] }) },
  {
    name: 'give a role',
    go: async (actor, role) => patch(actor, `/organisation/staff/${await makeStaff({ roles: [] })}`, { roles: [role] }),
  },
  {
    name: 'take a role',
    go: async (actor, role) => patch(actor, `/organisation/staff/${await makeStaff({ roles: [role] })}`, { roles: [] }),
  },
  {
    name: 'give a role in a set',
    go: async (actor, role) =>
      post(actor, '/organisation/staff/bulk', { update: [{ id: await makeStaff({ roles: [] }), roles: [role] }] }),
  },
  {
    name: 'upsert staff with a role',
    go: (actor, role) =>
      post(actor, '/organisation/staff/bulk', {
        upsert: { key: ['employee_number'], rows: [{ name: '新人', employee_number: uuid(), roles: [role] }] },
      }),
  },
  {
    name: 'invite a colleague',
    go: (actor, role) => post(actor, '/commands/staff.invite', { name: '新人', email: mail(), roles: [role] }),
  },
  {
    name: 'invite a colleague with a sign-in',
    go: (actor, role) => post(actor, '/accounts', { name: '新人', email: mail(), colleague: { roles: [role] } }),
  },
  {
    name: 'give staff a sign-in',
    go: async (actor, role) =>
      post(actor, '/accounts', { name: '周博', email: mail(), staff: await makeStaff({ roles: [role] }) }),
  },
  {
    name: 'let a colleague go',
    go: async (actor, role) => post(actor, '/commands/staff.leave', { id: await makeStaff({ roles: [role] }) }),
  },
  { name: 'delete staff', go: async (actor, role) => remove(actor, `/organisation/staff/${await makeStaff({ roles: [role] })}`) },
  {
    name: 'say which WeCom account somebody is',
    go: async (actor, role) =>
      patch(actor, `/organisation/staff/${await makeStaff({ roles: [role] })}`, { wecom_userid: uuid().slice(-20) }),
  },
  {
    name: 'set a password',
    go: async (actor, role) => patch(actor, `/accounts/${(await makeBearer(role)).account}`, { password: goodPassword }),
  },
  {
    name: 'switch an account off',
    go: async (actor, role) => patch(actor, `/accounts/${(await makeBearer(role)).account}`, { disabled: true }),
  },
  {
    name: 'untie an account',
    go: async (actor, role) => patch(actor, `/accounts/${(await makeBearer(role)).account}`, { staff: null }),
  },
  { name: 'make a link', go: async (actor, role) => post(actor, `/accounts/${(await makeBearer(role)).account}/link`, {}) },
  { name: 'end sessions', go: async (actor, role) => remove(actor, `/accounts/${(await makeBearer(role)).account}/sessions`) },
  {
    name: 'reset a second factor',
    go: async (actor, role) => remove(actor, `/accounts/${(await makeBearer(role)).account}/two-factor`),
  },
  { name: 'make a key', go: (actor, role) => post(actor, '/keys', { name: '对接', roles: [role] }) },
  {
    name: 'revoke a key',
    go: async (actor, role) => {
      const { id } = await server.auth.keys.make({
        tenant: server.tenant,
        name: '旧',
        scopes: [],
        roles: [role],
        expiresAt: null,
        by: null,
      })
      return remove(actor, `/keys/${id}`)
    },
  },
]

describe('delegation', () => {
  it('lets through each door exactly what whoever goes through holds', async () => {
    const pairs = fc.sample(fc.tuple(rights, rights), { numRuns: 12, seed: 88 })
    // Some that are covered, because two drawn at random seldom are.
    const all = [...pairs, ...pairs.slice(0, 4).map(([a]) => [a, a] as const)]
    const seen = { allowed: 0, refused: 0 }
    for (const [given, target] of all) {
      const actor = await server.person({
        objects: { ...keeper.objects, ...given.objects },
        rights: [...keeper.rights, ...given.rights],
      })
      const allowed = holds(given, target)
      for (const door of doors) {
        const answer = await door.go(actor, await makeRole(target), target)
        const said = `${door.name}: ${JSON.stringify({ given, target })} → ${answer.body}`
        if (allowed) expect(answer.statusCode, said).toBeLessThan(300)
        else {
          expect([403, 422], said).toContain(answer.statusCode)
          expect(answer.body, said).toContain('access.beyond_own')
        }
        seen[allowed ? 'allowed' : 'refused']++
      }
    }
    expect(seen.allowed).toBeGreaterThan(80)
    expect(seen.refused).toBeGreaterThan(80)
  })

  it('lets nobody make a key that may more than its maker, by scopes either', async () => {
    const maker = await server.person({
      objects: { 'customer.person': { ...none, read: 'all' } },
      rights: ['platform.keys'],
    })
    const make = async (scopes: string[]) => (await post(maker, '/keys', { name: '对接', scopes })).statusCode
    expect(await make(['customer.person:read'])).toBe(201)
    expect(await make(['collect'])).toBe(201)
    for (const scopes of [
      ['*'],
      ['customer.person'],
      ['customer.person:create'],
      ['commerce.order:read'],
      ['command:*'],
      ['command:lead.convert'],
    ])
      expect(await make(scopes), scopes.join()).toBe(403)
    const { id } = await server.auth.keys.make({ tenant: server.tenant, name: '全权', scopes: ['*'], expiresAt: null, by: null })
    expect((await remove(maker, `/keys/${id}`)).json()).toMatchObject({ status: 403, code: 'access.beyond_own' })
  })

  it('refuses a role that is written so that it cannot be read', async () => {
    const admin = await server.person({ objects: { '*': everything }, rights: ['*'] })
    const make = async (values: object) =>
      (await post(admin, '/organisation/role', { name: uuid(), objects: {}, rights: [], ...values })).json().problems?.[0]
    expect(await make({ objects: { '*': { ...none, read: 'everything' } } })).toMatchObject({
      path: '/objects/*/read',
      code: 'role.malformed',
    })
    expect(await make({ rights: [1] })).toMatchObject({ path: '/rights/0', code: 'role.malformed' })
  })

  it('does not let a manager of a branch reach beyond it by moving people or departments', async () => {
    const [root, east, west] = await asSystem<string[]>(async ({ records }) => {
      const ids: string[] = []
      for (const name of ['总部', '华东', '华西']) {
        const parent = ids[0] ?? null
        const { id } = await records.create('organisation.department', { name, parent })
        await records.update('organisation.department', id, { path: parent ? `${parent}/${id}` : id })
        ids.push(id)
      }
      return ids
    })
    const manager = await server.person({
      objects: { ...keeper.objects, 'customer.person': { ...none, read: 'below' } },
      rights: keeper.rights,
    })
    await asSystem(({ records }) => records.update('organisation.staff', manager.staff, { department: east }))
    const role = await makeRole({ objects: { 'customer.person': { ...none, read: 'below' } }, rights: [] })
    await expect
      .poll(
        async () => (await post(manager, '/organisation/staff', { name: '店长', roles: [role], department: east })).statusCode,
      )
      .toBe(201)
    for (const department of [root, west])
      expect((await post(manager, '/organisation/staff', { name: '店长', roles: [role], department })).json()).toMatchObject({
        status: 422,
        problems: [{ code: 'access.beyond_own' }],
      })
    expect((await patch(manager, `/organisation/staff/${manager.staff}`, { department: root })).statusCode).toBe(422)
    expect((await patch(manager, `/organisation/department/${west}`, { parent: east })).json().problems[0]).toMatchObject({
      path: '/parent',
      code: 'access.beyond_own',
    })
    expect((await patch(manager, `/organisation/department/${east}`, { path: root })).json().problems[0]).toMatchObject({
      path: '/path',
      code: 'field.not_writable',
    })
  })

  it('shares by a rule only what the maker of the rule may do to all of it', async () => {
    const [few, all] = await Promise.all(
      (['own', 'all'] as const).map((read) =>
        server.person({ objects: { 'customer.person': { ...none, read } }, rights: ['platform.accounts'] }),
      ),
    )
    const rule = (who: Person | undefined, level: string) =>
      who &&
      post(who, '/settings/sharing-rules', {
        name: '全部客户',
        object: 'customer.person',
        filter: { field: 'name', op: 'not_empty' },
        principals: [{ kind: 'user', id: who.staff }],
        level,
      })
    expect((await rule(few, 'read'))?.json()).toMatchObject({ status: 403, code: 'access.beyond_own' })
    expect((await rule(all, 'update'))?.json()).toMatchObject({ status: 403, code: 'access.beyond_own' })
    expect((await rule(all, 'read'))?.statusCode).toBe(201)
  })
})

describe('the last administrator', () => {
  it('is not removed, switched off, narrowed or left without a sign-in, and of two who remove each other one stays', async () => {
    const own = await httpTenant(definitions)
    try {
      const whole = { objects: { '*': everything }, rights: ['*'] }
      const first = await own.person(whole)
      const roles = async (who: Person) =>
        (await who.send({ url: api(`/organisation/staff/${who.staff}`) })).json().roles.map(({ id }: { id: string }) => id)
      const [role] = await roles(first)
      const refused = async (answer: Promise<Answer>) =>
        expect((await answer).json()).toMatchObject({ status: 409, code: 'access.last_administrator' })
      await refused(patch(first, `/organisation/staff/${first.staff}`, { roles: [] }))
      await refused(patch(first, `/organisation/staff/${first.staff}`, { status: 'left' }))
      await refused(remove(first, `/organisation/staff/${first.staff}`))
      await refused(post(first, '/commands/staff.leave', { id: first.staff }))
      await refused(patch(first, `/organisation/role/${role}`, { objects: { '*': { ...everything, export: false } } }))
      await refused(patch(first, `/organisation/role/${role}`, { rights: ['platform.accounts'] }))
      // A role that somebody has is not deleted at all.
      expect((await remove(first, `/organisation/role/${role}`)).json()).toMatchObject({ status: 409, code: 'definition.in_use' })
      await refused(patch(first, `/accounts/${first.account}`, { staff: null }))
      const second = await own.person(whole)
      const answers = await Promise.all([
        patch(first, `/organisation/staff/${second.staff}`, { status: 'left' }),
        patch(second, `/organisation/staff/${first.staff}`, { status: 'left' }),
      ])
      expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
      const third = await own.person(whole)
      expect((await patch(third, `/accounts/${first.account}`, { disabled: true })).statusCode).toBe(200)
    } finally {
      await own.close()
    }
  })
})
