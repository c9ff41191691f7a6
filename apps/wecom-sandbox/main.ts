import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openSandbox } from './sandbox.ts'

const { values } = parseArgs({ options: { port: { type: 'string', default: '3100' }, host: { type: 'string', default: '127.0.0.1' }, data: { type: 'string' } } })
const data = values.data ?? join(process.env.LIANKE_DATA ?? '.lianke', 'sandbox')
const sandbox = await openSandbox({ port: Number(values.port), host: values.host, data, seed: {} })
console.log(JSON.stringify({ ready: true, url: sandbox.url }))
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    void sandbox.close().then(() => process.exit(0))
  })
