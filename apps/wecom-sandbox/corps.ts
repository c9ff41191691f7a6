import { existsSync, readdirSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

/** As many corporations as anybody plays at once. */
export const corpsMax = 20
/** So far apart are the made-up ids of two corporations: no token, code or message of one is ever met in another. */
export const serialsApart = 1_000_000_000

const folderName = 'corps'
/** Where each corporation beside the first is kept. */
export const folderOf = (data: string | null, corp_id: string): string | null => data && join(data, folderName, corp_id)
/** Those that were kept there. */
export const keptCorps = (data: string | null): readonly string[] => {
  const folder = data && join(data, folderName)
  return folder && existsSync(folder) ? readdirSync(folder) : []
}

/** What a request is told apart by. */
interface Playing {
  readonly corp_id: () => string
  readonly holdsToken: (token: string) => boolean
  readonly answer: RequestListener
}

/** Whose a request is: by the corporation it names, else by the token it shows, else the first's. */
const whose = (corps: readonly Playing[], request: IncomingMessage): Playing | undefined => {
  const query = new URL(request.url ?? '/', 'http://sandbox').searchParams
  const named = query.get('corp') ?? query.get('corpid') ?? query.get('appid')
  const token = query.get('access_token')
  return corps.find((one) => (named === null ? token !== null && one.holdsToken(token) : one.corp_id() === named)) ?? corps[0]
}

/** One port for all of them, as the vendor has one address. */
export const listenFor = async (corps: readonly Playing[], { port, host }: { port: number; host: string }) => {
  const server = createServer((request, reply) => whose(corps, request)?.answer(request, reply))
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(port, host, listening)
  })
  const address = server.address()
  return {
    port: isAddress(address) ? address.port : port,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
const isAddress = (address: ReturnType<ReturnType<typeof createServer>['address']>): address is AddressInfo =>
  address !== null && typeof address !== 'string'
