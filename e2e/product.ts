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
  const env = { LIANKE_DEMO: 'on', LIANKE_DEMO_SIZE: String(demoSize) }
  // The demo company fills behind the pages; the tests speak of all of it.
  return start(4310, env, 'everything is loaded')
}

/** The whole product as a company finds it that has just installed it: nobody is in it, `setupUrl` is the link that the start prints. */
export const startEmptyProduct = async (): Promise<RunningProduct & { readonly setupUrl: string }> => {
  const running = await start(4320, { LIANKE_DEMO: 'off' }, 'Set up')
  return { ...running, setupUrl: `${running.url}/setup#${/\/setup#(\S+)/.exec(running.said)?.[1]}` }
}

/** On four ports in a row; ready once it says so, and has said `until`. */
const start = async (
  port: number,
  env: Readonly<Record<string, string>>,
  until: string,
): Promise<RunningProduct & { readonly said: string }> => {
  const data = mkdtempSync(join(tmpdir(), 'lianke-e2e-'))
  const child = spawn(process.execPath, [join(root, 'apps/server/main.ts'), 'start'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      LIANKE_DATA: data,
      PORT: String(port),
      SANDBOX_PORT: String(port + 1),
      POSTGRES_PORT: String(port + 2),
      CLICKHOUSE_PORT: String(port + 3),
      LIANKE_SANDBOX: 'on',
      NODE_ENV: 'production',
      ...env,
    },
  })
  const said = await new Promise<string>((ready, failed) => {
    let text = ''
    const timer = setTimeout(() => failed(new Error(`the product was not ready in time:\n${text}`)), startMsMax)
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (!text.includes('Ready in') || !text.includes(until)) return
      clearTimeout(timer)
      ready(text)
    })
    child.once('exit', (code) => failed(new Error(`the product ended with ${code}:\n${text}`)))
  })
  const found = (name: string) => `http://localhost:${new RegExp(`${name}\\s+http://localhost:(\\d+)`).exec(said)?.[1]}`
  return {
    said,
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
