import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tinyShop } from '../../../testing/index.ts'
import { everything, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'

let server: HttpTenant
let admin: Person
beforeAll(async () => {
  server = await httpTenant(tinyShop, { fileBytesMax: 200_000 })
  admin = await server.person({ objects: { '*': everything }, rights: ['*'] })
})
afterAll(() => server?.close())

/** A picture of 3 × 2 pixels. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==',
  'base64',
)
const boundary = 'spec-boundary'
const form = (
  name: string,
  bytes: Buffer,
  members: Record<string, string> = {},
): { payload: Buffer; headers: Record<string, string> } => ({
  headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  payload: Buffer.concat([
    ...Object.entries(members).map(([key, value]) =>
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`),
    ),
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/png\r\n\r\n`,
    ),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]),
})
const upload = (person: Person, name: string, bytes: Buffer, members?: Record<string, string>) =>
  person.send({ method: 'POST', url: '/api/v1/files', ...form(name, bytes, members) })

/** A zip of one entry that claims `size` unpacked bytes. */
const zip = (content: Buffer, size = content.length, flags = 0): Buffer => {
  const packed = deflateRawSync(content)
  const local = Buffer.alloc(30 + 1)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(flags, 6)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(size, 22)
  local.writeUInt16LE(1, 26)
  local.write('a', 30)
  const central = Buffer.alloc(46 + 1)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(flags, 8)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt32LE(size, 24)
  central.writeUInt16LE(1, 28)
  central.write('a', 46)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length + packed.length, 16)
  return Buffer.concat([local, packed, central, end])
}
const left = async () => [
  (await readdir(join(server.folder, 'uploading'))).length,
  (await server.platform.database.query<{ n: number }>(server.tenant, { text: 'select count(*)::int as n from stored_file' }))[0]
    ?.n,
]

describe('files', () => {
  it('keeps a picture with its size and print, and gives it back unchanged', async () => {
    const made = await upload(admin, '头像/../x.png', png)
    expect(made.statusCode).toBe(201)
    expect(made.json()).toMatchObject({
      name: 'x.png',
      type: 'image/png',
      size: png.length,
      width: 3,
      height: 2,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    const got = await admin.send({ url: `/api/v1/files/${made.json().id}?inline` })
    expect(got.rawPayload.equals(png)).toBe(true)
    expect(got.headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': `inline; filename="x.png"; filename*=UTF-8''x.png`,
      'x-content-type-options': 'nosniff',
    })
    expect(got.headers['content-security-policy']).toContain("default-src 'none'")
    expect((await admin.send({ method: 'DELETE', url: `/api/v1/files/${made.json().id}` })).statusCode).toBe(204)
    expect((await admin.send({ url: `/api/v1/files/${made.json().id}` })).json().code).toBe('file.not_found')
  })
  it('offers text only as a download, whatever a browser would make of it', async () => {
    const made = (await upload(admin, '说明.txt', Buffer.from('<script>alert(1)</script>'))).json()
    const got = await admin.send({ url: `/api/v1/files/${made.id}?inline` })
    expect(got.headers['content-disposition']).toContain('attachment')
    expect(got.headers['content-disposition']).toContain("filename*=UTF-8''%E8%AF%B4%E6%98%8E.txt")
  })
  it('refuses what it does not take and leaves nothing behind', async () => {
    const before = await left()
    const refused = async (name: string, bytes: Buffer, status: number, code: string) => {
      const answer = await upload(admin, name, bytes)
      expect(answer.json(), name).toMatchObject({ status, code })
    }
    await refused('page.html', Buffer.from('<html>'), 415, 'file.type_not_allowed')
    await refused('drawing.svg', Buffer.from('<svg onload="x()"/>'), 415, 'file.type_not_allowed')
    await refused('tool.png', Buffer.from('MZ\u0090 this is a program, not a picture at all'), 415, 'file.type_not_allowed')
    await refused('table.csv', Buffer.from([0x61, 0x00, 0x62]), 415, 'file.type_not_allowed')
    await refused('empty.png', Buffer.alloc(0), 422, 'file.empty')
    await refused('large.txt', Buffer.alloc(300_000, 97), 413, 'file.too_large')
    await refused('bomb.xlsx', zip(Buffer.alloc(100), 2_000_000_000), 422, 'file.zip_bomb')
    await refused('locked.xlsx', zip(Buffer.from('a'), 1, 1), 422, 'file.encrypted_zip')
    await refused('broken.xlsx', zip(Buffer.from('abc')).subarray(0, 30), 422, 'file.broken_zip')
    const huge = Buffer.from(png)
    huge.writeUInt32BE(60_000, 16)
    huge.writeUInt32BE(60_000, 20)
    await refused('huge.png', huge, 422, 'file.picture_too_large')
    expect((await admin.send({ method: 'POST', url: '/api/v1/files', payload: { file: 'x' } })).json()).toMatchObject({
      status: 415,
      code: 'body.wrong_type',
    })
    expect(await left()).toEqual(before)
    expect((await upload(admin, 'fine.xlsx', zip(Buffer.from('abc')))).statusCode).toBe(201)
  })
  it('shows a file to whoever sees the record it hangs on, and to nobody else', async () => {
    const person = (await admin.send({ method: 'POST', url: '/api/v1/customer/person', payload: { name: '挂文件' } })).json()
    const file = (await upload(admin, 'a.png', png, { object: 'customer.person', record: person.id })).json()
    expect(file).toMatchObject({ object: 'customer.person', record: person.id })
    const colleague = await server.person({ objects: { 'customer.person': everything } })
    const stranger = await server.person({ objects: { 'customer.person': { ...everything, read: 'own' } } })
    const get = (who: Person) => who.send({ url: `/api/v1/files/${file.id}` })
    expect((await get(colleague)).statusCode).toBe(200)
    expect((await get(stranger)).json()).toMatchObject({ status: 404, code: 'file.not_found' })
    const loose = (await upload(admin, 'b.png', png)).json()
    expect((await colleague.send({ url: `/api/v1/files/${loose.id}/info` })).statusCode).toBe(404)
    expect(
      (await colleague.send({ url: `/api/v1/files/${loose.id}`, query: { on: `customer.person/${person.id}` } })).statusCode,
    ).toBe(404)
    expect((await colleague.send({ method: 'DELETE', url: `/api/v1/files/${file.id}` })).json().code).toBe('access.right_needed')
    const hidden = await upload(stranger, 'c.png', png, { object: 'customer.person', record: person.id })
    expect(hidden.json().code).toBe('record.not_found')
  })
})
