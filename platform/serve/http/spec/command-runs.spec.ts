import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandsModule } from '../../../model/commands/commands.module.ts'
import { goOn } from '../../../model/commands/go-on.ts'
import { postOffice } from '../../../model/commands/spec/acts.testing.ts'
import { everything, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'

let company: HttpTenant
let clerk: Person
let other: Person
beforeAll(async () => {
  company = await httpTenant([...postOffice, commandsModule])
  clerk = await company.person({ objects: { '*': everything } })
  other = await company.person({ objects: { '*': everything } })
})
afterAll(() => company?.close())

const post = async (url: string, payload: object = {}, by = clerk) => {
  const answer = await by.send({ method: 'POST', url: `/api/v1${url}`, payload })
  return { status: answer.statusCode, body: answer.json() }
}
const parcels = async (names: readonly string[]): Promise<string[]> => {
  const { body } = await post('/post/parcel/bulk', { create: names.map((name) => ({ name })) })
  return body.results.map(({ id }: { id: string }) => id)
}

describe('POST /commands/<name>/run-on', () => {
  it('answers at once for a few: what was done, what was refused in words, and the way back', async () => {
    const ids = await parcels(['一', '二', '三'])
    await post('/commands/post.send', { id: ids[0], way: 'air' })
    expect(await post('/post/parcel/offered', { ids })).toMatchObject({
      status: 200,
      body: { data: expect.arrayContaining([{ command: 'post.send', count: 2 }]) },
    })
    const preview = await post('/commands/post.send/preview', { ids, input: { way: 'road' } })
    expect(preview).toMatchObject({
      status: 200,
      body: {
        found: 3,
        changed: 2,
        refused: 1,
        reasons: [{ id: ids[0], title: '一', code: 'post.not_waiting', detail: '一 不是待发状态' }],
      },
    })
    const { status, body } = await post('/commands/post.send/run-on', { ids, input: { way: 'road' } })
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: 'done', total: 3, changed: 2, refused: 1, undo: true, reasons: [{ id: ids[0] }] })
    const report = await clerk.send({ url: `/api/v1/command-runs/${body.id}/report` })
    expect(report.headers['content-type']).toMatch(/text\/csv/)
    expect(report.body).toContain('一,一 不是待发状态')
    expect(await post(`/command-runs/${body.id}/undo`)).toMatchObject({ status: 200, body: { status: 'undone', restored: 2 } })
  })

  it('answers 202 for many, and tells how far it is', async () => {
    const names = Array.from({ length: 230 }, (_, index) => `多${index}`)
    await parcels(names)
    const filter = { field: 'name', op: 'starts_with', value: '多' }
    const { status, body } = await post('/commands/post.mark/run-on', { filter })
    expect({ status, run: body }).toMatchObject({ status: 202, run: { status: 'running', total: 230, done: 0 } })
    await goOn(company.platform, company.tenant, body.id)
    const run = await clerk.send({ url: `/api/v1/command-runs/${body.id}` })
    expect(run.json()).toMatchObject({ status: 'done', changed: 230 })
    expect((await clerk.send({ url: '/api/v1/command-runs' })).json().data[0]).toMatchObject({ id: body.id })
    expect(await post(`/command-runs/${body.id}/cancel`)).toMatchObject({ status: 409, body: { code: 'command.wrong_state' } })
  })

  it('does once what is sent twice with one key', async () => {
    const ids = await parcels(['键'])
    const send = () =>
      clerk.send({
        method: 'POST',
        url: '/api/v1/commands/post.send/run-on',
        payload: { ids, input: { way: 'air' } },
        headers: { 'idempotency-key': 'once' },
      })
    const [first, second] = [await send(), await send()]
    expect([first.statusCode, second.statusCode]).toEqual([200, 200])
    expect(second.json()).toEqual(first.json())
  })

  it('refuses what is malformed with its path, and what is not one’s own as if it were not there', async () => {
    const ids = await parcels(['误'])
    const refused = async (url: string, payload: object, by = clerk) => {
      const { status, body } = await post(url, payload, by)
      return [status, body.code, body.problems?.[0]?.path ?? null]
    }
    const filter = { field: 'name', op: 'eq', value: '误' }
    expect(await refused('/commands/post.send/run-on', { ids: ['x'] })).toEqual([422, 'input.invalid', '/ids/0'])
    expect(await refused('/commands/post.send/run-on', { ids, filter })).toEqual([422, 'command.ids_or_filter', '/filter'])
    expect(await refused('/commands/post.send/run-on', { ids, input: { way: 'sea' } })).toEqual([422, 'input.invalid', '/way'])
    expect(await refused('/commands/post.send/run-on', { input: { way: 'air' } })).toEqual([422, 'command.nothing_chosen', null])
    expect(
      await refused('/commands/post.send/run-on', { filter: { field: 'nmae', op: 'eq', value: 1 }, input: { way: 'air' } }),
    ).toEqual([422, 'filter.unknown_field', null])
    expect(await refused('/commands/post.nothing/run-on', { ids })).toEqual([404, 'command.unknown', null])
    expect(await refused('/commands/post.send', { id: ids[0], way: 'air', weigth: 1 })).toEqual([422, 'input.invalid', '/weigth'])
    expect(await refused('/post/parcel/offered', { ids: [] })).toEqual([422, 'input.invalid', '/ids'])
    const { body } = await post('/commands/post.send/run-on', { ids, input: { way: 'air' } })
    expect(await refused(`/command-runs/${body.id}/undo`, {}, other)).toEqual([404, 'command.no_such_run', null])
    expect((await other.send({ url: `/api/v1/command-runs/${body.id}` })).statusCode).toBe(404)
  })
})
