import { createHash } from 'node:crypto'

/** JS-SDK signature: fixed key order, nothing encoded, the page's full address without its fragment. */
export const jsapiSignature = (input: { ticket: string; nonce: string; timestamp: string | number; url: string }): string =>
  createHash('sha1')
    .update(`jsapi_ticket=${input.ticket}&noncestr=${input.nonce}&timestamp=${input.timestamp}&url=${input.url.split('#')[0]}`)
    .digest('hex')
