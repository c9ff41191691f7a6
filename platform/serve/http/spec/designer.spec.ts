import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rebuildSearch } from '../../../store/search/index.ts'
import { tinyShop } from '../../../testing/index.ts'
import { everything, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'

let server: HttpTenant
let admin: Person
beforeAll(async () => {
  server = await httpTenant(tinyShop)
  admin = await server.person({ objects: { '*': everything }, rights: ['*'] })
})
afterAll(() => server?.close())
const label = { zh: '会员等级', en: 'Level' }
/** Answers without the description that was read before the model changed. */
const send = (request: Parameters<Person['send']>[0]) => server.app.inject({ ...request, headers: { cookie: admin.cookie } })
/** Other processes hear of a change by notification. */
const until = async (holds: () => Promise<boolean>) => {
  for (let time = 0; time < 100 && !(await holds()); time++) await new Promise((resolve) => setTimeout(resolve, 50))
}

describe('the designer', () => {
  it('adds a field that is at once in form, list, filter, meta and OpenAPI', async () => {
    const field = {
      type: 'select',
      label,
      options: {
        options: [
          { value: 'gold', label: { zh: '金', en: 'Gold' } },
          { value: 'silver', label: { zh: '银', en: 'Silver' } },
        ],
      },
    }
    expect(
      (await send({ method: 'POST', url: '/api/v1/settings/fields', payload: { on: 'customer.person', name: 'c_level', field } }))
        .statusCode,
    ).toBe(201)
    await until(
      async () => (await server.platform.model(server.tenant)).objects.get('customer.person')?.fields.has('c_level') ?? false,
    )
    const made = await send({ method: 'POST', url: '/api/v1/customer/person', payload: { name: '金卡', c_level: 'gold' } })
    expect(made.json()).toMatchObject({ c_level: 'gold' })
    const found = await send({
      method: 'POST',
      url: '/api/v1/customer/person/query',
      payload: { filter: { field: 'c_level', op: 'eq', value: 'gold' }, sort: ['c_level'], fields: ['name', 'c_level'] },
    })
    expect(found.json().data).toEqual([{ id: made.json().id, version: 1, name: '金卡', c_level: 'gold' }])
    expect(
      (await send({ url: '/api/v1/openapi.json' })).json().components.schemas.CustomerPersonCreate.properties.c_level,
    ).toBeDefined()
    const meta = (await send({ url: '/api/v1/meta' })).json()
    expect(meta.objects.find((object: { name: string }) => object.name === 'customer.person').fields.c_level).toMatchObject({
      type: 'select',
      label,
    })
    expect(
      (await send({ method: 'POST', url: '/api/v1/customer/person', payload: { name: '铜', c_level: 'bronze' } })).json()
        .problems[0],
    ).toMatchObject({ path: '/c_level', code: 'field.not_an_option' })
  })
  it('adds an object with its own routes, and archives it with its records kept', async () => {
    const definition = {
      name: 'custom.c_car',
      label: { zh: '车辆', en: 'Car' },
      title: 'c_plate',
      fields: {
        c_plate: { type: 'text', label: { zh: '车牌', en: 'Plate' }, options: { required: true, search: 'code' } },
        c_owner: { type: 'reference', label: { zh: '车主', en: 'Owner' }, options: { to: 'customer.person' } },
      },
    }
    expect((await send({ url: '/api/v1/custom/c_car' })).statusCode).toBe(404)
    expect((await send({ method: 'POST', url: '/api/v1/settings/objects', payload: definition })).statusCode).toBe(201)
    await until(async () => (await server.platform.model(server.tenant)).objects.has('custom.c_car'))
    const person = (await send({ method: 'POST', url: '/api/v1/customer/person', payload: { name: '车主' } })).json()
    const car = (
      await send({ method: 'POST', url: '/api/v1/custom/c_car', payload: { c_plate: 'ZJA12345', c_owner: person.id } })
    ).json()
    expect(car).toMatchObject({ c_plate: 'ZJA12345', c_owner: { id: person.id, title: '车主' } })
    await rebuildSearch({
      database: server.platform.database,
      model: await server.platform.model(server.tenant),
      tenant: server.tenant,
    })
    expect((await send({ url: '/api/v1/search', query: { q: 'ZJA12345' } })).json().data).toContainEqual({
      object: 'custom.c_car',
      id: car.id,
      title: 'ZJA12345',
      pooled: false,
    })
    expect(
      (await send({ method: 'PATCH', url: '/api/v1/settings/objects/custom.c_car', payload: { archived: true } })).statusCode,
    ).toBe(200)
    await until(async () => !(await server.platform.model(server.tenant)).objects.has('custom.c_car'))
    expect((await send({ url: `/api/v1/custom/c_car/${car.id}` })).json().code).toBe('object.unknown')
    expect(
      (await send({ method: 'PATCH', url: '/api/v1/settings/objects/custom.c_car', payload: { archived: false } })).statusCode,
    ).toBe(200)
    await until(async () => (await server.platform.model(server.tenant)).objects.has('custom.c_car'))
    expect((await send({ url: `/api/v1/custom/c_car/${car.id}` })).json()).toMatchObject({ c_plate: 'ZJA12345' })
  })
  it('is for those who hold the right, and refuses what is no definition', async () => {
    const person = await server.person({ objects: { '*': everything } })
    expect((await person.send({ method: 'POST', url: '/api/v1/settings/fields', payload: {} })).json()).toMatchObject({
      status: 403,
      code: 'access.right_needed',
    })
    const bad = await admin.send({
      method: 'POST',
      url: '/api/v1/settings/fields',
      payload: { on: 'customer.person', name: 'Größe', field: { type: 'text', label } },
    })
    expect(bad.json()).toMatchObject({ status: 422, code: 'custom.bad_name' })
    expect(
      (
        await admin.send({
          method: 'POST',
          url: '/api/v1/settings/fields',
          payload: { on: 'customer.person', name: 'c_x', field: { type: 'blob', label } },
        })
      ).json(),
    ).toMatchObject({ code: 'input.invalid', problems: [{ path: '/field/type', code: 'input.not_allowed' }] })
  })
})
