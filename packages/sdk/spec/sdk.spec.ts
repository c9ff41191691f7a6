import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { everything, type HttpTenant, httpTenant, type Person } from '../../../platform/serve/http/spec/http-tenant.testing.ts'
import { tinyShop } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../src/client.ts'
import { Problem } from '../src/problem.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../../..')
const tsc = join(root, 'node_modules/typescript/bin/tsc')
let server: HttpTenant
let admin: Person
let url: string
let key: string
let folder: string
beforeAll(async () => {
  server = await httpTenant(tinyShop)
  admin = await server.person({ objects: { '*': everything }, rights: ['*'] })
  url = await server.app.listen({ port: 0, host: '127.0.0.1' })
  const post = async (path: string, payload: object) =>
    (await admin.send({ method: 'POST', url: `/api/v1${path}`, payload })).json()
  const role = (await post('/organisation/role', { name: '程序', objects: { '*': everything }, rights: ['*'] })).id as string
  key = (await post('/keys', { name: '程序', roles: [role] })).key as string
  folder = await mkdtemp(join(tmpdir(), 'lianke-sdk-'))
})
afterAll(async () => {
  await server?.close()
  if (folder) await rm(folder, { recursive: true, force: true })
})

/** The package as npm would install it, in a folder of its own. */
const installed = async (): Promise<void> => {
  const home = join(folder, 'node_modules/@lianke/sdk')
  await mkdir(home, { recursive: true })
  const types = ['--typeRoots', join(root, 'node_modules/@types')]
  await run(process.execPath, [tsc, '-p', join(root, 'packages/sdk/tsconfig.json'), '--outDir', join(home, 'dist'), ...types])
  await cp(join(root, 'packages/sdk/package.json'), join(home, 'package.json'))
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
}
const compile = async (text: string): Promise<string> => {
  await writeFile(join(folder, 'program.ts'), text)
  const options = ['--strict', '--target', 'es2023', '--module', 'nodenext', '--skipLibCheck', '--types', 'node']
  const types = ['--typeRoots', join(root, 'node_modules/@types')]
  return run(process.execPath, [tsc, ...options, ...types, 'program.ts'], { cwd: folder }).then(
    () => '',
    (error: { stdout: string }) => error.stdout,
  )
}
const program = `import { connect } from '@lianke/sdk'
import type { Model } from './lianke.js'
const lianke = connect<Model>({ url: process.env.LIANKE_URL ?? '', key: process.env.LIANKE_KEY ?? '' })
const people = lianke.records('customer.person')
const made = await people.create({ name: '林晨' })
const renamed = await people.update(made.id, { name: '林小晨', version: made.version })
const order = await lianke.records('shop.order').create({ person: made.id, amount: { amount: '5', currency: 'CNY' } })
await lianke.run('shop.pay', { id: order.id })
const names: (string | null | undefined)[] = []
for await (const one of people.all({ filter: { field: 'id', op: 'eq', value: made.id }, fields: ['name'] })) names.push(one.name)
console.log(JSON.stringify({ renamed: renamed.name, names, next: renamed.version > made.version }))
`

describe('the SDK', () => {
  it('writes a company’s own types, and a program of its own is compiled by them and runs', { timeout: 240_000 }, async () => {
    await installed()
    const cli = join(folder, 'node_modules/@lianke/sdk/dist/cli.js')
    const env = { ...process.env, LIANKE_KEY: key, LIANKE_URL: url }
    const { stdout } = await run(process.execPath, [cli, '--out', 'lianke.ts'], { cwd: folder, env })
    expect(stdout).toMatch(/^lianke\.ts: \d+ objects/)
    expect(await compile(program)).toBe('')
    const ran = await run(process.execPath, ['program.js'], { cwd: folder, env })
    expect(JSON.parse(ran.stdout)).toEqual({ renamed: '林小晨', names: ['林小晨'], next: true })
    expect(await compile(program.replace("name: '林晨'", "nmae: '林晨'"))).toContain('nmae')
    expect(await compile(program.replace("'shop.pay'", "'shop.play'"))).toContain('shop.play')
    expect(await compile(program.replace("records('shop.order')", "records('shop.odrer')"))).toContain('shop.odrer')
  })

  it('says what was refused, field by field, and tries nothing again that was refused', async () => {
    let asked = 0
    const counting: typeof fetch = (...call) => (asked++, fetch(...call))
    const people = connect({ url, key, locale: 'en', fetch: counting }).records('customer.person')
    const refused = await people.create({ nmae: 'x' }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Problem)
    expect(refused).toMatchObject({
      status: 422,
      problems: expect.arrayContaining([expect.objectContaining({ code: 'field.unknown' })]),
    })
    expect(asked).toBe(1)
    await expect(connect({ url, key: 'lk_nobody' }).search('x')).rejects.toMatchObject({ status: 401 })
    await expect(people.tryCreate({ name: '只是看看' })).resolves.toMatchObject({ dry_run: true })
  })

  it('loses nothing and does nothing twice where answers are lost and the server is busy', async () => {
    const { proxy, close } = await losing(url)
    const people = connect({ url: proxy, key }).records('customer.person')
    const made = await people.create({ name: '断线客户' })
    expect(made.id).toBeTruthy()
    const found = await connect({ url, key })
      .records('customer.person')
      .list({ filter: { field: 'name', op: 'eq', value: '断线客户' } })
    expect(found.data.map(({ id }) => id)).toEqual([made.id])
    await close()
    const asking = await losing(url)
    const asked = await connect({ url: asking.proxy, key })
      .records('customer.person')
      .list({ filter: { field: 'id', op: 'eq', value: made.id } })
    expect(asked.data).toHaveLength(1)
    await asking.close()
    await expect(connect({ url: proxy, key, tries: 2 }).search('x')).rejects.toMatchObject({ status: 0, code: 'unreachable' })
  })

  it('is written anew to the same text', async () => {
    const { writeModel } = await import('../src/write-model.ts')
    const document = (await admin.send({ method: 'GET', url: '/api/v1/openapi.json' })).json()
    const text = writeModel(document)
    expect(writeModel(document)).toBe(text)
    expect(text).toContain("readonly 'customer.person': { readonly record: CustomerPerson")
    expect(await readFile(join(folder, 'lianke.ts'), 'utf8')).toContain('export type ShopOrder = ')
  })
})

/** Stands before the server: the first call is answered "busy", the second is done and its answer lost. */
const losing = async (target: string): Promise<{ proxy: string; close(): Promise<void> }> => {
  let calls = 0
  const standing: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array))
    calls++
    if (calls === 1) {
      response.writeHead(503, { 'retry-after': '0' }).end('{}')
      return
    }
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers
    const answer = await fetch(`${target}${request.url}`, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    })
    const text = await answer.text()
    if (calls === 2) response.destroy()
    else response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text)
  })
  await new Promise<void>((resolve) => standing.listen(0, '127.0.0.1', resolve))
  const { port } = standing.address() as AddressInfo
  return {
    proxy: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        standing.closeAllConnections()
        standing.close(() => resolve())
      }),
  }
}
