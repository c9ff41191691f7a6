import { createServer } from 'node:http'
import pg from 'pg'

/** The floor: the same statement, sent by bare `pg` from bare `node:http`. */
const { url, text, values, name } = JSON.parse(process.env.BARE ?? '{}') as {
  url: string
  text: string
  values: unknown[]
  name: string
}
const pool = new pg.Pool({ connectionString: url, max: 10, options: `-c search_path=t_bench,public` })
const server = createServer((request, response) => {
  const id = new URL(request.url ?? '/', 'http://x').searchParams.get('id')
  const given = id ? values.map((value) => (value === '$id' ? id : value)) : values
  pool.query({ name, text, values: given }).then(
    ({ rows }) => response.setHeader('content-type', 'application/json').end(JSON.stringify(rows)),
    (error: Error) => {
      response.statusCode = 500
      response.end(error.message)
    },
  )
})
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as { port: number }).port }))
process.on('disconnect', () => process.exit())
