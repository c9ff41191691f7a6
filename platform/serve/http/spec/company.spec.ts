import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPlatform } from '../../../open-platform.ts'
import { testUrls, tinyShop } from '../../../testing/index.ts'
import { everything, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'

let server: HttpTenant
let admin: Person
beforeAll(async () => {
  server = await httpTenant(tinyShop)
  admin = await server.person({ objects: { '*': everything }, rights: ['*'] })
})
afterAll(() => server?.close())
const patch = async (payload: object, who = admin) =>
  (await who.send({ method: 'PATCH', url: '/api/v1/company', payload })).json()
const company = async () => (await admin.send({ url: '/api/v1/company' })).json()

describe('the company', () => {
  it('is renamed and moved to another zone; every process counts days by it from then on, and the audit says who did it', async () => {
    const elsewhere = await openPlatform({
      ...testUrls(),
      secret: 'a secret for tests only',
      modules: server.platform.modules,
      connectionsMax: 2,
    })
    const zoneThere = () => elsewhere.work(server.tenant, { kind: 'system', id: 'spec' }, async (work) => work.zone)
    try {
      const before = await company()
      expect(await zoneThere()).toBe(before.zone)
      expect(await patch({ name: ' 青禾商贸 ', zone: 'Asia/Tokyo' })).toMatchObject({
        name: '青禾商贸',
        zone: 'Asia/Tokyo',
        locale: before.locale,
        base_currency: before.base_currency,
      })
      await expect.poll(zoneThere).toBe('Asia/Tokyo')
      expect((await admin.send({ url: '/api/v1/me' })).json().tenant).toMatchObject({ name: '青禾商贸', zone: 'Asia/Tokyo' })
      const { data } = (await admin.send({ url: '/api/v1/audit/changes?name=platform.company_changed' })).json()
      expect(data).toMatchObject([
        {
          actor: admin.staff,
          payload: { before: { name: before.name, zone: before.zone }, after: { name: '青禾商贸', zone: 'Asia/Tokyo' } },
        },
      ])
    } finally {
      await elsewhere.close()
    }
  })

  it('tells nothing when nothing is changed', async () => {
    const { name, zone } = await company()
    await patch({ name, zone })
    const { data } = (await admin.send({ url: '/api/v1/audit/changes?name=platform.company_changed' })).json()
    expect(data).toHaveLength(1)
  })

  it('refuses precisely what is wrong, and changes nothing', async () => {
    const before = await company()
    expect((await patch({ name: 'Fine', zone: 'Mars/Base' })).problems).toMatchObject([{ path: '/zone' }])
    expect((await patch({ name: '   ' })).problems).toMatchObject([{ path: '/name' }])
    expect((await patch({ locale: 'fr' })).problems).toMatchObject([{ path: '/locale' }])
    expect(await patch({ base_currency: 'USD' })).toMatchObject({ status: 422 })
    expect(await company()).toEqual(before)
  })

  it('is changed by who may change settings alone', async () => {
    const plain = await server.person({ objects: { '*': everything }, rights: [] })
    expect(await patch({ name: 'Mine now' }, plain)).toMatchObject({ status: 403, code: 'access.right_needed' })
    expect((await plain.send({ url: '/api/v1/company' })).json()).toMatchObject({ status: 403 })
  })
})
