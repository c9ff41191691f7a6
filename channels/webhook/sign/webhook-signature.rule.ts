import { createHmac, timingSafeEqual } from 'node:crypto'

/** `v1=` and the HMAC-SHA256 of `id.timestamp.body` under the shared secret. */
export const webhookSignature = (secret: string, message: { id: string; timestamp: string; body: string }): string =>
  `v1=${createHmac('sha256', secret).update(`${message.id}.${message.timestamp}.${message.body}`).digest('hex')}`

/** What a receiver does: compares in constant time and refuses what is older than `skewSeconds`. */
export const verifyWebhook = (
  secret: string,
  message: { id: string; timestamp: string; body: string; signature: string },
  clock: { now: string; skewSeconds: number },
): boolean => {
  const age = Math.abs(Date.parse(clock.now) / 1000 - Number(message.timestamp))
  if (!(age <= clock.skewSeconds)) return false
  const expected = Buffer.from(webhookSignature(secret, message))
  const given = Buffer.from(message.signature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
