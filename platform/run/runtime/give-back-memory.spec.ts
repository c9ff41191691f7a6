import { fork } from 'node:child_process'
import { expect, it } from 'vitest'
import { answeringArgv } from './heartbeat.ts'

/** A program that leaves 200 MB behind, says so, and says again what it holds ten seconds later. */
const program = `
  let held = Array.from({ length: 2_000_000 }, (_, n) => ({ name: 'a row of ' + n }))
  process.send({ megabytes: process.memoryUsage.rss() / 2 ** 20, rows: held.length })
  held = null
  setTimeout(() => process.send({ megabytes: process.memoryUsage.rss() / 2 ** 20 }, () => process.exit()), 12_000)
`

it('a process that has come to rest holds what it needs, not what it once needed', async () => {
  const child = fork('-e', [program], { execArgv: answeringArgv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const said: number[] = []
  child.on('message', ({ megabytes }: { megabytes: number }) => said.push(megabytes))
  await new Promise((ended) => child.once('exit', ended))
  const [busy = 0, rested = 0] = said
  expect(busy).toBeGreaterThan(200)
  expect(rested).toBeLessThan(busy / 2)
}, 40_000)
