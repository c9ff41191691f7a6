import { createServer } from 'node:http'
import { existsSync } from 'node:fs'
import { restartsTold } from '../log/beat.ts'
import { untilReleased } from './held.ts'

// A process as the supervisor starts them: serves, says so, and ends when told or when the supervisor is gone. `/busy` keeps its event loop for a minute.
// Asked while it is held, it answers the WORD that it was given. `--after <file>`: it cannot start before that file is there, and then serves on any port.
const [, , option, file] = process.argv
if (option === '--after' && !existsSync(String(file))) process.exit(1)
const ahead = await untilReleased(async (say) => {
  say('it is loaded')
  if (process.env.WORD === 'unknown') throw new Error('it cannot say')
  return { word: process.env.WORD }
})
const port = option === '--after' ? 0 : Number(process.env.PORT)
const server = createServer((request, response) => {
  if (request.url === '/busy') for (const until = Date.now() + 60_000; Date.now() < until; );
  response.end(JSON.stringify({ pid: process.pid, restarts: restartsTold(), ahead }))
})
server.listen(port, '127.0.0.1', () => process.send?.({ ready: true, port }))
process.on('SIGTERM', () => server.close(() => process.exit(0)))
process.on('disconnect', () => process.exit(0))
