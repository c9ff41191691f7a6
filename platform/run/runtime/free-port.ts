import { createServer } from 'node:net'

const canListen = (port: number, host: string): Promise<number | null> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null))
    })
  })

/** The wanted port, or another free one when it is taken; 0 asks for any. */
export const freePort = async (wanted: number, host = '127.0.0.1'): Promise<number> => {
  const port = (await canListen(wanted, host)) ?? (await canListen(0, host))
  if (port === null) throw new Error(`no port can be opened on ${host}`)
  return port
}
