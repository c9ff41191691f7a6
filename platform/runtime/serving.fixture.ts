import { createServer } from 'node:http'

// A process as the supervisor starts them: serves, says so, and ends when told or when the supervisor is gone.
const server = createServer((_request, response) => response.end(JSON.stringify({ pid: process.pid })))
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.({ ready: true, port: Number(process.env.PORT) }))
process.on('SIGTERM', () => server.close(() => process.exit(0)))
process.on('disconnect', () => process.exit(0))
