import { fieldTypes } from '@lianke/kernel'
import type { Model } from '@lianke/platform'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closedFields, doorsOf } from './rights-doors.testing.ts'
import { unwalked } from './rights-unwalked.testing.ts'
import { importOf, openRightsWorld, type RightsWorld, secrets } from './rights-world.testing.ts'

let world: RightsWorld
let model: Model
beforeAll(async () => {
  world = await openRightsWorld()
  model = await world.company.platform.model(world.company.tenant)
})
afterAll(() => world?.company.close())

const hiddenParts = [secrets.phone.slice(1, 9), secrets.mail, secrets.foreign, secrets.foreignPhone.slice(1, 9)]
/** Secrets in an answer, as it stands and in whatever it holds as base64. */
const foundIn = ({ body }: LightMyRequestResponse): string[] => {
  const tokens = body.match(/[A-Za-z0-9+/_-]{16,}={0,2}/g) ?? []
  const all = [body, ...tokens.map((token) => Buffer.from(token, 'base64url').toString('utf8'))].join('\n')
  return hiddenParts.filter((part) => all.includes(part))
}
const asClerk = (options: InjectOptions) => world.ask(world.clerk, options)
const query = (object: string, payload: object) =>
  asClerk({ method: 'POST', url: `/api/v1/${object.replace('.', '/')}/query`, payload })

// Hundreds of questions each: slow on a machine with other work.
describe('rights at every door', () => {
  it('knows every route: each is walked, or named with the reason why it need not be', () => {
    const walked = new Set(doorsOf(world, model).map(({ route }) => route))
    const strange = world.routes
      .map(({ method, url }) => `${method} ${url}`)
      .filter((route) => !walked.has(route) && !unwalked.some(([named]) => named.test(route)))
    expect(strange).toEqual([])
    expect([...walked].filter((route) => !world.routes.some(({ method, url }) => `${method} ${url}` === route))).toEqual([])
  })

  it('tells an administrator, and the clerk in no byte of any answer', async () => {
    for (const { route, asks, tells } of doorsOf(world, model)) {
      const told = new Set<string>()
      for (const ask of asks) {
        const answer = await asClerk(ask)
        expect(foundIn(answer), `${route}: ${JSON.stringify(ask)}\n${answer.body.slice(0, 600)}`).toEqual([])
        expect(answer.statusCode, `${route}: ${JSON.stringify(ask)}\n${answer.body.slice(0, 300)}`).toBeLessThan(500)
      }
      if (tells) {
        for (const ask of asks) for (const part of foundIn(await world.ask(world.boss, ask))) told.add(part)
        expect(told.size, `${route} tells an administrator nothing, so the walk proves nothing`).toBeGreaterThan(0)
      }
    }
  })

  it('has no door through which a closed value can be told digit by digit', async () => {
    for (const { object, path, type, code } of closedFields(model)) {
      const refused = async (answer: Promise<LightMyRequestResponse>, what: string) =>
        expect(await answer.then((each) => each.json().code), `${object} ${path} ${what}`).toBe(code)
      const at = object.replace('.', '/')
      for (const op of fieldTypes[type].operators) {
        const filter = { field: path, op, value: ['in', 'not_in', 'between'].includes(op) ? ['1', '2'] : '1' }
        if (op === 'empty' || op === 'not_empty') {
          const { statusCode } = await query(object, { filter })
          expect(statusCode, `${object} ${path} ${op}`).toBe(code === 'field.masked' ? 200 : 422)
          continue
        }
        await refused(query(object, { filter }), op)
        if (object === 'customer.person')
          await refused(asClerk({ method: 'POST', url: '/api/v1/segments/preview', payload: { filter } }), `preview ${op}`)
      }
      // Ledgers are not shared by rules at all.
      if (!model.objects.get(object)?.definition.ledger) {
        const payload = {
          object,
          filter: { field: path, op: 'eq', value: '1' },
          principals: [{ kind: 'user', id: world.clerk.staff }],
        }
        await refused(asClerk({ method: 'POST', url: '/api/v1/settings/sharing-rules/preview', payload }), 'sharing rule')
      }
      for (const sort of [path, `-${path}`]) {
        await refused(query(object, { sort: [sort], limit: 1 }), `sort ${sort}`)
        await refused(asClerk({ method: 'GET', url: `/api/v1/exports/${at}.csv`, query: { sort } }), `export ${sort}`)
      }
      if (model.objects.get(object)?.definition.mirrored === false || path.includes('.')) continue
      const counted = (payload: object) => asClerk({ method: 'POST', url: `/api/v1/${at}/aggregate`, payload })
      await refused(counted({ group: [{ field: path }], measures: [{ fn: 'count' }] }), 'group')
      await refused(counted({ measures: [{ fn: 'count_distinct', field: path }] }), 'measure')
    }
  })

  it('finds nobody by a closed field, in the box of a list or in that of everything', async () => {
    const found = async (text: string) => {
      const list = await asClerk({ method: 'GET', url: '/api/v1/customer/person', query: { search: text, count: 'true' } })
      const box = await asClerk({ method: 'GET', url: '/api/v1/search', query: { q: text } })
      return [list.json().count.value, box.json().data.length]
    }
    for (const text of [secrets.phone, secrets.phone.slice(-4), secrets.mail]) expect(await found(text), text).toEqual([0, 0])
    expect(await found('大家认识')).toEqual([1, 1])
  })

  it('recognises no record by a closed or a foreign key', async () => {
    const upsert = async (key: string[], row: object) => {
      const answer = await asClerk({
        method: 'POST',
        url: '/api/v1/customer/person/bulk',
        payload: { upsert: { key, rows: [row] } },
      })
      return answer.json()
    }
    expect(await upsert(['phone'], { phone: secrets.phone })).toMatchObject({ code: 'field.masked' })
    expect((await upsert(['email'], { email: 'a@example.com' })).code).toBe((await upsert(['nonsense'], { nonsense: 'a' })).code)
    // A colleague's record is not there: the row is new, as it is for a name that nobody bears.
    expect(await upsert(['name'], { name: secrets.foreign })).toMatchObject({ created: 1, updated: 0 })
  })

  it('does not say whether a guess at a masked value was right', async () => {
    const change = async (phone: string) =>
      (await asClerk({ method: 'PATCH', url: `/api/v1/customer/person/${world.ids.person}`, payload: { phone } })).json()
    const before = await change(secrets.phone)
    const after = await change(secrets.phone)
    expect(after.version).toBe(before.version + 1)
  })

  it('suggests no name of a hidden field', async () => {
    const answer = await asClerk({ method: 'POST', url: '/api/v1/customer/person', payload: { name: '甲', emial: 'x' } })
    expect(answer.json().problems[0]).toMatchObject({ path: '/emial', code: 'field.unknown' })
    expect(answer.body).not.toContain('"email"')
    const boss = await world.ask(world.boss, {
      method: 'POST',
      url: '/api/v1/customer/person',
      payload: { name: '甲', emial: 'x' },
    })
    expect(boss.json().problems[0].suggestion).toBe('email')
  })

  it('takes no definition that asks what its maker may not ask', async () => {
    const segment = (filter: object) =>
      asClerk({ method: 'POST', url: '/api/v1/marketing/segment', payload: { name: uuid(), filter } })
    const codes = async (answer: Promise<LightMyRequestResponse>) =>
      (await answer).json().problems.map(({ code }: { code: string }) => code)
    expect(await codes(segment({ field: 'phone', op: 'starts_with', value: '+861' }))).toEqual(['field.masked'])
    expect(await codes(segment({ not: { field: 'email', op: 'not_empty' } }))).toEqual(['filter.unknown_field'])
    expect(
      await codes(
        segment({ child: 'customer.identifier', via: 'person', where: { field: 'value', op: 'contains', value: '1' } }),
      ),
    ).toContain('field.masked')
    const branch = {
      id: 'a',
      step: 'flow.branch',
      config: { branches: [{ outlet: 'x', filter: { field: 'phone', op: 'ends_with', value: '8' } }] },
      next: {},
    }
    const set = { id: 'b', step: 'update_field', config: { field: 'email', value: 'x@example.com' }, next: {} }
    expect(
      await codes(
        asClerk({
          method: 'POST',
          url: '/api/v1/marketing/journey',
          payload: { name: uuid(), graph: { entry: 'a', nodes: [branch, set] } },
        }),
      ),
    ).toEqual(expect.arrayContaining(['field.masked', 'field.unknown']))
    expect((await segment({ field: 'phone', op: 'not_empty' })).statusCode).toBe(201)
  })

  it('seals cursors: what ended a page is not to be read or altered, and a cursor holds for its own list', async () => {
    for (let n = 0; n < 3; n++)
      await asClerk({
        method: 'POST',
        url: '/api/v1/customer/person',
        payload: { name: `游标可见名字${n}`, owner: world.clerk.staff },
      })
    const page = async (cursor?: string) => (await query('customer.person', { sort: ['name'], limit: 1, cursor })).json()
    const { next } = await page()
    expect(Buffer.from(next, 'base64url').toString('utf8')).not.toMatch(/名字|客户|[0-9a-f]{8}-/)
    expect((await page(next)).data).toHaveLength(1)
    const bytes = Buffer.from(next, 'base64url')
    bytes[20] = (bytes[20] ?? 0) ^ 1
    for (const bad of [bytes.toString('base64url'), 'x', `${next}AA`, Buffer.from('["a",["b"],"c"]').toString('base64url')])
      expect(await page(bad)).toMatchObject({ status: 400, code: 'cursor.malformed' })
    expect((await query('customer.person', { sort: ['-name'], limit: 1, cursor: next })).json().code).toBe('cursor.foreign')
  })

  it('exports the default columns without what is hidden and with what is masked covered, or refuses before it begins', async () => {
    const csv = await asClerk({ method: 'GET', url: '/api/v1/exports/customer/person.csv' })
    const [head = ''] = csv.body.split('\r\n')
    expect(csv.statusCode).toBe(200)
    expect(head).toContain('手机')
    expect(head).not.toContain('邮箱')
    expect(csv.body).toContain('+86139')
    for (const [asked, code] of [
      [{ fields: 'name,email' }, 'field.unknown'],
      [{ fields: 'name,nonsense' }, 'field.unknown'],
      [{ sort: 'nonsense' }, 'filter.unknown_field'],
      [{ filter: '{"field":"stage","op":"near"}' }, 'filter.operator_not_for_type'],
    ] as const)
      for (const kind of ['csv', 'xlsx']) {
        const answer = await asClerk({ method: 'GET', url: `/api/v1/exports/customer/person.${kind}`, query: asked })
        expect([answer.statusCode, answer.json().code], JSON.stringify(asked)).toEqual([422, code])
      }
  })

  it('leaves an import to its maker, and takes it back only with the right to delete', async () => {
    const { ask, boss, ids } = world
    const everything = { read: 'all', update: 'all', delete: 'none', create: true, import: true, export: true } as const
    const plain = await world.company.person({ objects: { '*': everything }, rights: [] })
    const mine = await importOf(ask, plain, '姓名\n一个人\n')
    const answer = (who: typeof plain, url: string, method: 'GET' | 'POST' = 'GET') =>
      ask(who, { method, url: `/api/v1/imports${url}` })
    expect((await answer(plain, `/${ids.run}`)).json().code).toBe('import.not_found')
    expect((await answer(plain, '')).json().data.map(({ id }: { id: string }) => id)).toEqual([mine])
    expect((await answer(plain, `/${mine}/undo`, 'POST')).json().code).toBe('access.denied')
    expect((await answer(boss, `/${mine}`)).statusCode).toBe(200)
    // Who manages all imports sees their rows as he sees the fields they go to.
    const keeper = await world.company.person({ objects: { '*': everything }, rights: ['platform.imports'] })
    const mapping = {
      columns: [
        { column: 0, field: 'name' },
        { column: 1, field: 'phone' },
      ],
    }
    await ask(boss, { method: 'PUT', url: `/api/v1/imports/${ids.run}/mapping`, payload: mapping })
    const [name, phone, mail] = (await answer(keeper, `/${ids.run}`)).json().columns
    expect([name.samples[0], phone.samples[0], mail.samples[0]]).toEqual([`${secrets.foreign}二`, '•••', ''])
  })
})
