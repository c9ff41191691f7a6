import { createHash, randomUUID, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { gunzipSync } from 'node:zlib'
import type { Engine, EngineSession, QueryContext } from './engine.ts'
import { type EngineException, exceptionOf } from './exception.ts'
import { contentTypeOf, isStreamable, rawInsertOf, statementOf } from './statement.ts'

const bodyBytesMax = 512 * 1024 * 1024
/** Words of the HTTP interface that are not settings of a query. */
const notSettings = new Set([
  'query',
  'database',
  'default_format',
  'query_id',
  'user',
  'password',
  'quota_key',
  'session_id',
  'session_timeout',
  'session_check',
  'role',
  'stacktrace',
  'compress',
  'decompress',
  'wait_end_of_query',
  'buffer_size',
  'enable_http_compression',
  'http_zlib_compression_level',
  'send_progress_in_http_headers',
  'http_headers_progress_interval_ms',
  'client_protocol_version',
  'cancel_http_readonly_queries_on_client_close',
  'readonly',
  'http_write_exception_in_output_format',
])

const digest = (value: string) => createHash('sha256').update(value).digest()
const refusal = (code: number, status: number, name: string, message: string): EngineException => ({
  code,
  status,
  text: `Code: ${code}. DB::Exception: ${message} (${name})\n`,
})

const readBody = async (request: AsyncIterable<Buffer> & Pick<IncomingMessage, 'headers'>): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > bodyBytesMax)
      throw new Error(`Code: 307. DB::Exception: the request is larger than ${bodyBytesMax} bytes (TOO_MANY_BYTES)`)
    chunks.push(chunk)
  }
  const [only = Buffer.alloc(0), ...others] = chunks
  const body = others.length === 0 ? only : Buffer.concat(chunks)
  return request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body
}

const contextOf = (url: URL, request: IncomingMessage, fallback: string): QueryContext => {
  const settings = new Map<string, string>()
  const parameters = new Map<string, string>()
  for (const [name, value] of url.searchParams) {
    if (name.startsWith('param_')) parameters.set(name.slice(6), value)
    else if (!notSettings.has(name)) settings.set(name, value)
  }
  const header = request.headers['x-clickhouse-database']
  return { database: url.searchParams.get('database') ?? (typeof header === 'string' ? header : fallback), settings, parameters }
}

const fail = (response: ServerResponse, exception: EngineException) => {
  if (response.headersSent) {
    // The answer has begun: the text goes last and the connection is cut, so that no reader takes the part for the whole.
    response.write(exception.text)
    response.destroy()
    return
  }
  response.writeHead(exception.status, {
    'content-type': 'text/plain; charset=UTF-8',
    'x-clickhouse-exception-code': String(exception.code),
  })
  response.end(exception.text)
}

const summary = (figures: {
  read_rows?: number
  read_bytes?: number
  written_rows?: number
  written_bytes?: number
  elapsed?: number
}) =>
  JSON.stringify({
    read_rows: String(figures.read_rows ?? 0),
    read_bytes: String(figures.read_bytes ?? 0),
    written_rows: String(figures.written_rows ?? 0),
    written_bytes: String(figures.written_bytes ?? 0),
    total_rows_to_read: '0',
    result_rows: '0',
    result_bytes: '0',
    elapsed_ns: String(Math.round((figures.elapsed ?? 0) * 1e9)),
  })

const answerStream = async (session: EngineSession, sql: string, format: string, response: ServerResponse) => {
  const chunks = session.stream(sql, format)[Symbol.asyncIterator]()
  let next = await chunks.next() // a faulty statement fails here, before the status is sent
  response.writeHead(200, {
    'content-type': contentTypeOf(format),
    'x-clickhouse-format': format,
    'x-clickhouse-summary': summary({}),
  })
  while (!next.done) {
    if (response.destroyed) {
      await chunks.return?.(undefined)
      return
    }
    if (!response.write(next.value)) await new Promise<void>((resolve) => response.once('drain', resolve).once('close', resolve))
    next = await chunks.next()
  }
  response.end()
}

const answerQuery = async (engine: Engine, request: IncomingMessage, response: ServerResponse, url: URL, database: string) => {
  const body = await readBody(request)
  const inUrl = url.searchParams.get('query')
  const head = inUrl ?? body.toString('utf8')
  if (!head.trim()) return fail(response, refusal(62, 400, 'SYNTAX_ERROR', 'Empty query'))
  if (url.searchParams.has('session_id'))
    return fail(
      response,
      refusal(48, 501, 'NOT_IMPLEMENTED', 'The embedded ClickHouse keeps no sessions: send settings with each request'),
    )
  const header = request.headers['x-clickhouse-format']
  const statement = statementOf(inUrl ?? head.slice(0, 1) + head.slice(1))
  const format =
    statement.format ?? url.searchParams.get('default_format') ?? (typeof header === 'string' ? header : 'TabSeparated')
  await engine.with(statement.kind, contextOf(url, request, database), async (session) => {
    const raw = statement.kind === 'write' && inUrl && body.length ? rawInsertOf(inUrl) : null
    if (raw) {
      const written = await session.insertRaw({ ...raw, data: body })
      response.writeHead(200, {
        'content-type': 'text/plain; charset=UTF-8',
        'x-clickhouse-summary': summary({ written_rows: written.rowsWritten, written_bytes: written.bytesWritten }),
      })
      response.end()
      return
    }
    const sql = inUrl && body.length ? `${inUrl}\n${body.toString('utf8')}` : head
    if (statement.kind === 'read' && isStreamable(format)) return answerStream(session, sql, format, response)
    const result = await session.run(sql, format)
    response.writeHead(200, {
      'content-type': contentTypeOf(format),
      'x-clickhouse-format': format,
      'x-clickhouse-summary': summary({ read_rows: result.rowsRead, read_bytes: result.bytesRead, elapsed: result.elapsed }),
    })
    response.end(result.bytes())
  })
}

/** ClickHouse's HTTP interface over the embedded engine, as far as its own client uses it. */
export const httpInterface = (options: {
  engine: Engine
  user: string
  password: string
  database: string
  onWork: () => void
}): Server => {
  const secret = digest(`${options.user}\n${options.password}`)
  const isKnown = (request: IncomingMessage, url: URL): boolean => {
    const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
    const [user = '', ...rest] = basic ? Buffer.from(basic, 'base64').toString('utf8').split(':') : []
    const name = String(request.headers['x-clickhouse-user'] ?? url.searchParams.get('user') ?? user)
    const key = String(request.headers['x-clickhouse-key'] ?? url.searchParams.get('password') ?? rest.join(':'))
    return timingSafeEqual(digest(`${name}\n${key}`), secret)
  }
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://lake')
    response.setHeader('x-clickhouse-server-display-name', 'lianke-lake')
    response.setHeader('x-clickhouse-query-id', url.searchParams.get('query_id') ?? randomUUID())
    response.setHeader('x-clickhouse-timezone', 'UTC')
    if (url.pathname === '/ping') {
      response.end('Ok.\n')
      return
    }
    if (!isKnown(request, url))
      return fail(
        response,
        refusal(
          516,
          403,
          'AUTHENTICATION_FAILED',
          'Authentication failed: password is incorrect, or there is no user with such name.',
        ),
      )
    options.onWork()
    answerQuery(options.engine, request, response, url, options.database).catch((problem: unknown) =>
      fail(response, exceptionOf(problem)),
    )
  })
  server.keepAliveTimeout = 30_000
  server.requestTimeout = 0
  return server
}
