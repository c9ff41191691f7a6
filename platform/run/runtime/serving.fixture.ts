import { createServer } from 'node:http'
import { restartsTold } from '../log/beat.ts'

// A process as the supervisor starts them: serves, says so, and ends when told or when the supervisor is gone. `/busy` keeps its event loop for a minute.
const server = createServer((request, response) => {
  if (request.url === '/busy') for (const until = Date.now() + 60_000; Date.now() < until; );
  response.end(JSON.stringify({ pid: process.pid, restarts: restartsTold() }))
})
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.({ ready: true, port: Number(process.env.PORT) }))
process.on('SIGTERM', () => server.close(() => process.exit(0)))
process.on('disconnect', () => process.exit(0))
