export { macOf, newWebhookSecret, type SignedMessage, webhookHeaders } from './webhook-signature.rule.ts'
