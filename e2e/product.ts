import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface RunningProduct {
  readonly url: string
  readonly sandboxUrl: string
  readonly stop: () => Promise<void>
}
const startMsMax = 400_000
const stopMsMax = 20_000
const root = join(import.meta.dirname, '..')

/** Starts the whole product with a demo company of this share of its size, in a directory of its own; `LIANKE_E2E_URL` and `SANDBOX_E2E_URL` name one that runs. */
export const startProduct = async (demoSize: number): Promise<RunningProduct> => {
  if (process.env.LIANKE_E2E_URL && process.env.SANDBOX_E2E_URL)
    return { url: process.env.LIANKE_E2E_URL, sandboxUrl: process.env.SANDBOX_E2E_URL, stop: async () => undefined }
  const data = mkdtempSync(join(tmpdir(), 'lianke-e2e-'))
  const child = spawn(process.execPath, [join(root, 'apps/server/main.ts'), 'start'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      LIANKE_DATA: data,
      PORT: '4310',
      SANDBOX_PORT: '4311',
      POSTGRES_PORT: '4312',
      CLICKHOUSE_PORT: '4313',
      LIANKE_DEMO: 'on',
      LIANKE_DEMO_SIZE: String(demoSize),
      LIANKE_SANDBOX: 'on',
      NODE_ENV: 'production',
    },
  })
  const said = await new Promise<string>((ready, failed) => {
    let text = ''
    const timer = setTimeout(() => failed(new Error(`the product was not ready in time:\n${text}`)), startMsMax)
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      // The demo company fills behind the pages; the tests speak of all of it.
      if (!text.includes('Ready in') || !text.includes('everything is loaded')) return
      clearTimeout(timer)
      ready(text)
    })
    child.once('exit', (code) => failed(new Error(`the product ended with ${code}:\n${text}`)))
  })
  const found = (name: string) => `http://localhost:${new RegExp(`${name}\\s+http://localhost:(\\d+)`).exec(said)?.[1]}`
  return {
    url: found('Lianke'),
    sandboxUrl: found('WeCom sandbox'),
    async stop() {
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), stopMsMax)
      await ended
      clearTimeout(timer)
      rmSync(data, { recursive: true, force: true })
    },
  }
}
