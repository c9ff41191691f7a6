import { everything, type HttpTenant, httpTenant, type Person } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { v7 as uuid } from 'uuid'
import { definitions } from '../../definitions.ts'

let server: HttpTenant
let admin: Person
let nobody: Person
let objects: readonly string[]
beforeAll(async () => {
  server = await httpTenant(definitions)
  admin = await server.person({ objects: { '*': everything }, rights: ['*'] })
  nobody = await server.person({})
  objects = [...(await server.platform.model(server.tenant)).objects.keys()]
})
afterAll(() => server?.close())
const urlOf = (object: string) => `/api/v1/${object.replace('.', '/')}`

describe('the API of the whole product', () => {
  it('answers as it is described, for every object', async () => {
    expect(objects.length).toBeGreaterThan(20)
    for (const object of objects) {
      const url = urlOf(object)
      expect((await admin.send({ url, query: { limit: '3', count: 'true' } })).statusCode, object).toBe(200)
      expect(
        (await admin.send({ method: 'POST', url: `${url}/query`, payload: { search: '林', limit: 2 } })).statusCode,
        object,
      ).toBe(200)
      expect((await admin.send({ url: `${url}/schema` })).statusCode, object).toBe(200)
      expect((await admin.send({ url: `${url}/${uuid()}` })).json(), object).toMatchObject({ code: 'record.not_found' })
      expect([404, 405, 422]).toContain((await admin.send({ method: 'PATCH', url: `${url}/${uuid()}`, payload: {} })).statusCode)
      expect([404, 405, 409]).toContain((await admin.send({ method: 'DELETE', url: `${url}/${uuid()}` })).statusCode)
      const empty = await admin.send({ method: 'POST', url, payload: {} })
      expect([201, 405, 409, 422], `${object} ${empty.body}`).toContain(empty.statusCode)
      const odd = await admin.send({ method: 'POST', url, payload: { there_is_no_such_field: 1 } })
      expect([405, 422], `${object} ${odd.body}`).toContain(odd.statusCode)
    }
  })
  it('answers every ready-made condition', async () => {
    const { conditions } = await server.platform.model(server.tenant)
    expect(conditions.size).toBeGreaterThan(10)
    for (const { name, on, filter } of conditions.values()) {
      expect(
        (await admin.send({ method: 'POST', url: `${urlOf(on)}/query`, payload: { filter, limit: 1 } })).statusCode,
        name,
      ).toBe(200)
    }
  })
  it('refuses every command its wrong input with words, and runs none of them for somebody without rights', async () => {
    const { commands } = await server.platform.model(server.tenant)
    for (const name of commands.keys()) {
      const wrong = await admin.send({
        method: 'POST',
        url: `/api/v1/commands/${name}`,
        payload: { there_is_no_such_input: 1, id: 'no id' },
      })
      expect(wrong.statusCode, `${name} ${wrong.body}`).toBeGreaterThanOrEqual(400)
      expect(wrong.statusCode, `${name} ${wrong.body}`).toBeLessThan(500)
      const denied = await nobody.send({ method: 'POST', url: `/api/v1/commands/${name}`, payload: {} })
      expect(denied.json(), name).toMatchObject({ status: 403, code: 'access.denied' })
    }
  })
  it('shows nothing to somebody without rights, except what is open to everybody', async () => {
    const { objects: model } = await server.platform.model(server.tenant)
    for (const object of objects) {
      const answer = await nobody.send({ url: urlOf(object) })
      expect(answer.statusCode, `${object} ${answer.body}`).toBe(model.get(object)?.definition.access?.everyone ? 200 : 403)
    }
  })
  it('describes itself, its meta and its settings', async () => {
    expect((await admin.send({ url: '/api/v1/meta' })).json().objects).toHaveLength(objects.length)
    expect((await admin.send({ url: '/api/v1/settings' })).statusCode).toBe(200)
    expect((await nobody.send({ url: '/api/v1/meta' })).statusCode).toBe(200)
    expect(Object.keys((await admin.send({ url: '/api/v1/openapi.json' })).json().paths).length).toBeGreaterThan(150)
  })
})
