export { guardedFetch } from '../http/guarded-fetch.ts'
export { macOf, newWebhookSecret, type SignedMessage, webhookHeaders } from './webhook-signature.rule.ts'
export { openWebhookSender, type WebhookSender } from './webhook-sender.ts'
export { webhookReader, webhookReaderName } from './webhook-reader.ts'
