import { giveBackAtRest } from './give-back-memory.ts'
import { type Beat, isBeat, tellRestarts } from '../log/beat.ts'

// Loaded before a child's first line (`heartbeat.ts`), so that no program can forget it: it answers as long as its event loop turns, and holds no
// more memory than it needs.
giveBackAtRest()
if (process.send) {
  process.on('message', (message) => {
    if (!isBeat(message)) return
    if (message.restarts) tellRestarts(message.restarts)
    process.send?.({ beat: message.beat } satisfies Beat)
  })
  process.channel?.unref() // listening alone keeps no process alive
}
