export { checkUrl, guardedFetch } from '../http/guarded-fetch.ts'
export { openWebhookSender, type WebhookSender } from './webhook-sender.ts'
export { webhookReader, webhookReaderName } from './webhook-reader.ts'
