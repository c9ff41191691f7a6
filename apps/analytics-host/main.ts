import { openEngine } from './engine.ts'
import { httpInterface } from './http-interface.ts'

const idleBeforePurgeMs = 15_000
const lockTriesMax = 40
const { LAKE_PATH: path, LAKE_PORT: port = '0', LAKE_PASSWORD: password = '', LAKE_MEMORY_MB: memoryMb = '4000' } = process.env
if (!path) throw new Error('LAKE_PATH is the directory of the data')

const open = async () => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await openEngine({ path, memoryBytes: Number(memoryMb) * 1024 * 1024, database: 'lianke' })
    } catch (problem) {
      // The process before us may still be closing the directory.
      if (attempt >= lockTriesMax) throw problem
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}

const engine = await open()
let purge: NodeJS.Timeout | undefined
const onWork = () => {
  clearTimeout(purge)
  purge = setTimeout(() => void engine.purge().catch((problem: unknown) => console.error(String(problem))), idleBeforePurgeMs)
  purge.unref()
}
const server = httpInterface({ engine, user: 'lianke', password, database: 'lianke', onWork })
server.listen(Number(port), '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ ready: true, port: typeof address === 'object' ? address?.port : null, version: engine.version })
})
onWork()

let closing = false
const close = () => {
  if (closing) return
  closing = true
  server.close(() => void engine.close().finally(() => process.exit(0)))
  server.closeIdleConnections()
  setTimeout(() => server.closeAllConnections(), 5_000).unref()
}
process.on('SIGTERM', close)
process.on('SIGINT', () => undefined) // Ctrl-C reaches the whole group; the supervisor says when it is our turn
process.on('disconnect', close)
