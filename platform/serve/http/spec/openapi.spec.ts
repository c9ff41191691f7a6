import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tinyShop } from '../../../testing/index.ts'
import { everything, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'

let server: HttpTenant
let admin: Person
beforeAll(async () => {
  server = await httpTenant(tinyShop)
  admin = await server.person({ objects: { '*': everything }, rights: ['*'] })
})
afterAll(() => server?.close())
const documentOf = async (person: Person) => (await person.send({ url: '/api/v1/openapi.json' })).json()

describe('OpenAPI', () => {
  it('describes every object and command that the caller may use, and no other', async () => {
    const document = await documentOf(admin)
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/api/v1/customer/person',
        '/api/v1/shop/order/{id}',
        '/api/v1/shop/order/bulk',
        '/api/v1/commands/shop.pay',
      ]),
    )
    expect(document.components.schemas.CustomerPersonCreate).toMatchObject({ required: ['name'], additionalProperties: false })
    expect(document.components.schemas.CustomerPersonCreate.properties.order_count).toBeUndefined()
    const reader = await documentOf(
      await server.person({
        objects: {
          'customer.person': { ...everything, create: false, update: 'none', delete: 'none', fields: { phone: 'hidden' } },
        },
      }),
    )
    expect(Object.keys(reader.paths['/api/v1/customer/person'])).toEqual(['get'])
    expect(reader.paths['/api/v1/shop/order']).toBeUndefined()
    expect(reader.paths['/api/v1/commands/shop.pay']).toBeUndefined()
    expect(reader.components.schemas.CustomerPerson.properties.phone).toBeUndefined()
  })
  it('points to nothing that is not there, and names every operation once', async () => {
    const document = await documentOf(admin)
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name as string,
    )
    expect(references.length).toBeGreaterThan(50)
    for (const name of references) expect(document.components.schemas, name).toHaveProperty([name])
    const ids = Object.values(document.paths as Record<string, Record<string, { operationId?: string }>>).flatMap((item) =>
      Object.values(item).flatMap((operation) => operation.operationId ?? []),
    )
    expect(new Set(ids).size).toBe(ids.length)
  })
  it('gives schemas by which input can be judged before it is sent', async () => {
    const { create } = (await admin.send({ url: '/api/v1/customer/person/schema' })).json()
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    for (const values of [
      { name: '甲' },
      { name: '乙', stage: 'buyer', tags: ['vip'], birthday: '1990-01-01', phone: '13812345678', owner: null },
    ]) {
      expect(ajv.validate(create, values), ajv.errorsText()).toBe(true)
      expect((await admin.send({ method: 'POST', url: '/api/v1/customer/person', payload: values })).statusCode).toBe(201)
    }
    for (const values of [{}, { name: '丙', stage: 'vip' }, { name: '丁', colour: 'red' }, { name: 'x'.repeat(41) }]) {
      expect(ajv.validate(create, values)).toBe(false)
      expect((await admin.send({ method: 'POST', url: '/api/v1/customer/person', payload: values })).statusCode).toBe(422)
    }
  })
  it('is shown on a page of our own', async () => {
    const page = await server.app.inject({ url: '/docs' })
    expect(page.headers['content-type']).toContain('text/html')
    expect(page.body).toContain('src="/docs/docs.js"')
    expect(page.body).not.toMatch(/https?:\/\//)
    expect((await server.app.inject({ url: '/docs/docs.js' })).headers['content-type']).toContain('text/javascript')
  })
})
