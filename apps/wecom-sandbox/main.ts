import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openSandbox } from './sandbox.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env.PORT ?? '3100' },
    host: { type: 'string', default: process.env.HOST ?? '127.0.0.1' },
    data: { type: 'string', default: join(process.env.LIANKE_DATA ?? '.lianke', 'sandbox') },
    house: { type: 'string', default: process.env.LIANKE_URL ?? 'http://localhost:3000' },
  },
})
const sandbox = await openSandbox({
  port: Number(values.port),
  host: values.host,
  data: values.data,
  houseUrl: values.house,
  seed: {},
})
if (!process.send) console.log(JSON.stringify({ ready: true, url: sandbox.url }))
process.send?.({ ready: true, port: sandbox.port })
const close = (): void => {
  void sandbox.close().then(() => process.exit(0))
}
process.once('SIGTERM', close)
// Ctrl-C reaches every process of the terminal; under supervision the supervisor says when it is our turn.
process.on('SIGINT', process.send ? () => undefined : close)
// A supervisor that died leaves nobody to stop us.
if (process.send) process.once('disconnect', close)
