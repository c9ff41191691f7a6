import { label, type ObjectRight, type RoleTemplate, type Scope } from '@lianke/kernel'

const right = (read: Scope, write: Scope, more: Partial<ObjectRight> = {}): ObjectRight => ({
  read,
  update: write,
  delete: write,
  create: write !== 'none',
  ...more,
})

const everything = right('all', 'all', { import: true, export: true })
const readOnly = right('all', 'none')
/** Setting-like objects that anyone may read and few may change. */
const settingsOf = (...objects: string[]) => Object.fromEntries(objects.map((name) => [name, readOnly]))
const organisation = settingsOf('organisation.staff', 'organisation.department', 'organisation.role')
const catalogue = settingsOf(
  'customer.tag_group',
  'customer.tag',
  'sales.pipeline',
  'sales.stage',
  'commerce.product',
  'commerce.price_book',
  'commerce.price_book_entry',
  'content.item',
)
const campaigns = settingsOf('marketing.segment', 'marketing.journey', 'marketing.campaign', 'marketing.channel_code')
const mine = {
  'insight.saved_view': right('all', 'own'),
  'insight.report': right('all', 'own'),
  'insight.notification': right('own', 'own'),
}

const selling = ['lead.assign', 'lead.convert']
const working = ['customer.tag', 'records.reveal']

/** The roles every new tenant starts with; a tenant may change them or add its own. */
export const roles: readonly RoleTemplate[] = [
  { name: 'administrator', label: label('管理员', 'Administrator'), objects: { '*': everything }, rights: ['*'] },
  {
    name: 'manager',
    label: label('主管', 'Manager'),
    objects: {
      '*': right('below', 'below', { import: true, export: true }),
      ...organisation,
      ...catalogue,
      ...campaigns,
      ...mine,
      'insight.report': right('all', 'own', { export: true }),
    },
    rights: [...selling, ...working],
  },
  {
    name: 'sales',
    label: label('销售', 'Sales'),
    objects: {
      '*': right('own', 'own', { delete: 'none' }),
      ...organisation,
      ...catalogue,
      ...campaigns,
      ...mine,
      'commerce.payment': right('own', 'none', { create: true }),
    },
    rights: ['lead.convert', ...working],
  },
  {
    name: 'service',
    label: label('客服', 'Service'),
    objects: {
      '*': right('own', 'own', { delete: 'none' }),
      ...organisation,
      ...catalogue,
      ...campaigns,
      ...mine,
      'customer.person': right('all', 'all', { delete: 'none' }),
      'customer.account': right('all', 'own', { delete: 'none' }),
      'customer.relation': readOnly,
      'customer.identifier': readOnly,
      'customer.consent': right('all', 'all', { delete: 'none' }),
      'commerce.order': readOnly,
      'commerce.order_line': readOnly,
      'commerce.payment': readOnly,
      'commerce.payment_allocation': readOnly,
      'ticket.ticket': right('all', 'all', { delete: 'none' }),
      'conversation.conversation': right('all', 'all', { delete: 'none' }),
      'conversation.message': right('all', 'all', { delete: 'none' }),
      'lead.lead': right('own', 'own', { delete: 'none' }),
    },
    rights: working,
  },
  {
    name: 'marketer',
    label: label('市场', 'Marketer'),
    objects: {
      '*': right('all', 'own', { delete: 'own' }),
      ...organisation,
      ...catalogue,
      ...mine,
      'customer.person': right('all', 'all', { delete: 'none', import: true, fields: { phone: 'masked' } }),
      'customer.tag': everything,
      'customer.tag_group': everything,
      'content.item': everything,
      'marketing.segment': everything,
      'marketing.journey': everything,
      'marketing.campaign': everything,
      'marketing.campaign_member': everything,
      'marketing.channel_code': everything,
      'lead.lead': right('all', 'all', { delete: 'none', import: true }),
      'commerce.payment': readOnly,
    },
    rights: ['lead.assign', 'customer.tag', 'channel_code.publish'],
  },
  {
    name: 'read_only',
    label: label('只读', 'Read only'),
    objects: { '*': readOnly, 'insight.saved_view': right('all', 'own'), 'insight.notification': right('own', 'own') },
    rights: [],
  },
]
