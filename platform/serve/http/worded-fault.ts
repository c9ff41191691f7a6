import type { FastifyRequest } from 'fastify'
import { reasonText } from '../operations/reason.ts'
import type { Http } from './host.ts'

/** Why a webhook failed or a subscription stands still, in words; `HTTP 503` for an answer that was no yes. */
export const wordedFault = async (
  http: Http,
  request: FastifyRequest,
  { url, fault }: { readonly url: string; readonly fault: string | null },
): Promise<string | null> => {
  if (fault === null) return null
  const status = /^webhook\.http_(\d{3})$/.exec(fault)?.[1]
  if (status) return `HTTP ${status}`
  const { tenant, locale } = request.caller
  return reasonText((await http.platform.model(tenant)).words, locale, fault, { host: new URL(url).hostname })
}
