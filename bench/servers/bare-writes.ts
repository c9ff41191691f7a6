import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import type { Kept } from '../kept-rows.ts'

/** The floor of a write: the rows that one write of the product left, inserted by bare `pg` in one transaction for each request. */
const { url, schema, kept } = JSON.parse(process.env.BARE ?? '{}') as { url: string; schema: string; kept: Kept }
const pool = new pg.Pool({ connectionString: url, max: 10, options: `-c search_path=${schema},public` })
const statements = kept.tables.map(({ table, columns, rows }) => ({
  name: `insert ${table}`,
  text: `insert into ${table} (${columns.map((column) => `"${column}"`).join(', ')}) values ${rows
    .map((row, at) => `(${row.map((_, n) => `$${at * row.length + n + 1}`).join(', ')})`)
    .join(', ')}`,
  values: rows.flat(),
}))
let written = 0

/** The same values with ids and unique words of their own. */
const fresh = (): ((value: string | null) => string | null) => {
  const mark = `${process.pid}-${++written}`
  const words = [...kept.ids.map((id) => [id, crypto.randomUUID()]), ...kept.words.map((word) => [word, `${word}-${mark}`])]
  return (value) => (value === null ? null : words.reduce((said, [from = '', to = '']) => said.replaceAll(from, to), value))
}

const insert = async (): Promise<void> => {
  const client = await pool.connect()
  try {
    const own = fresh()
    await client.query('begin')
    for (const { name, text: sql, values } of statements) await client.query({ name, text: sql, values: values.map(own) })
    await client.query('commit')
  } finally {
    client.release()
  }
}
const server = createServer((request, response) => {
  text(request)
    .then((body) => JSON.parse(body))
    .then(insert)
    .then(
      () => response.setHeader('content-type', 'application/json').end(JSON.stringify({ done: true })),
      (error: Error) => {
        response.statusCode = 500
        response.end(error.message)
      },
    )
})
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as { port: number }).port }))
process.on('disconnect', () => process.exit())
