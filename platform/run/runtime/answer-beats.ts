import { type Beat, isBeat, tellRestarts } from '../log/beat.ts'

// Loaded before a child's first line (`heartbeat.ts`), so that no program can forget to answer: it does as long as its event loop turns.
if (process.send) {
  process.on('message', (message) => {
    if (!isBeat(message)) return
    if (message.restarts) tellRestarts(message.restarts)
    process.send?.({ beat: message.beat } satisfies Beat)
  })
  process.channel?.unref() // listening alone keeps no process alive
}
