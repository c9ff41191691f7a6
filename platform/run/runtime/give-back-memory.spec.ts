import { fork } from 'node:child_process'
import { expect, it } from 'vitest'
import { answeringArgv } from './heartbeat.ts'

/** A program that leaves 200 MB behind and says from then on what it holds. */
const program = `
  let held = Array.from({ length: 2_000_000 }, (_, n) => ({ name: 'a row of ' + n }))
  process.send({ megabytes: process.memoryUsage.rss() / 2 ** 20, rows: held.length })
  held = null
  setInterval(() => process.send({ megabytes: process.memoryUsage.rss() / 2 ** 20 }), 500)
`

it('a process that has come to rest holds what it needs, not what it once needed', async () => {
  const child = fork('-e', [program], { execArgv: answeringArgv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const said: number[] = []
  try {
    await new Promise<void>((given) => {
      child.on('message', ({ megabytes }: { megabytes: number }) => {
        said.push(megabytes)
        if (megabytes < (said[0] ?? 0) / 2) given()
      })
    })
  } finally {
    child.kill()
  }
  expect(said[0]).toBeGreaterThan(200)
})
