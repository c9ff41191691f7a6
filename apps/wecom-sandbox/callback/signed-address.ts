import { getSignature } from '@wecom/crypto'
import type { Store } from '../world/store.ts'

/** The configured address with what WeCom puts behind the question mark; the signature covers `sealed`. */
export const signedAddress = (
  { url, token }: { url: string; token: string },
  sealed: string,
  by: { timestamp: string; nonce: string; more?: Readonly<Record<string, string>>; spoil?: (signature: string) => string },
): URL => {
  const { timestamp, nonce, more = {}, spoil = (signature) => signature } = by
  const address = new URL(url)
  const words = { msg_signature: spoil(getSignature(token, timestamp, nonce, sealed)), timestamp, nonce, ...more }
  for (const [name, value] of Object.entries(words)) address.searchParams.set(name, value)
  return address
}
/** A word that is used once. */
export const nonceOf = (store: Store): string => store.id('', 10)
