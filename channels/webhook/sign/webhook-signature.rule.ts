import { timingSafeEqual } from 'node:crypto'
import { macOf, type SignedMessage } from '@lianke/platform/signing'

/** `v1=` and the HMAC-SHA256 of `id.timestamp.body` in hex: the header that receivers of this channel have checked since before it knew Standard Webhooks. */
export const webhookSignature = (secret: string, message: SignedMessage): string => `v1=${macOf(secret, message).toString('hex')}`

/** What a receiver does: compares in constant time and refuses what is older than `skewSeconds`. */
export const verifyWebhook = (
  secret: string,
  message: SignedMessage & { signature: string },
  clock: { now: string; skewSeconds: number },
): boolean => {
  const age = Math.abs(Date.parse(clock.now) / 1000 - Number(message.timestamp))
  if (!(age <= clock.skewSeconds)) return false
  const expected = Buffer.from(webhookSignature(secret, message))
  const given = Buffer.from(message.signature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
