import { createHmac, randomBytes } from 'node:crypto'

/** What is signed: `id.timestamp.body`, as the Standard Webhooks scheme says. */
export interface SignedMessage {
  readonly id: string
  /** Seconds since 1970. */
  readonly timestamp: string
  readonly body: string
}

const prefix = 'whsec_'
const secretBytes = 32

/** A new secret in the form that libraries of Standard Webhooks take. */
export const newWebhookSecret = (): string => `${prefix}${randomBytes(secretBytes).toString('base64')}`

/** `whsec_…` names its bytes in base64; any other text is its own bytes. */
const keyOf = (secret: string): Buffer =>
  secret.startsWith(prefix) ? Buffer.from(secret.slice(prefix.length), 'base64') : Buffer.from(secret)

/** HMAC-SHA256 of a message; all that this house signs for programs outside goes through here. */
export const macOf = (secret: string, { id, timestamp, body }: SignedMessage): Buffer =>
  createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest()

/** The headers of Standard Webhooks: one signature per secret that is good, so that a receiver may change over while both are. */
export const webhookHeaders = (secrets: readonly string[], message: SignedMessage): Readonly<Record<string, string>> => ({
  'webhook-id': message.id,
  'webhook-timestamp': message.timestamp,
  'webhook-signature': secrets.map((secret) => `v1,${macOf(secret, message).toString('base64')}`).join(' '),
})
