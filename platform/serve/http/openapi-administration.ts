import {
  all,
  done,
  id,
  idParameter,
  instantOrNull,
  textOrNull,
  label,
  listOf,
  made,
  ok,
  operation,
  pathName,
  ref,
  text,
} from './openapi-parts.ts'

type Json = Record<string, unknown>

const company = all({ id: text, name: text, zone: text, locale: text, base_currency: text, phone_region: text })
const dataKey = all({ keys: { type: 'integer' }, rotated_at: instantOrNull })

/** Accounts, keys, settings, own objects and fields, records of what was done. */
export const administrationPaths: Json = {
  '/api/v1/accounts': {
    get: operation('accounts', 'Accounts of the tenant', 'administration', ok(listOf(ref('Account')))),
    post: operation('accounts.make', 'Make an account', 'administration', made(ref('Account')), { type: 'object' }),
  },
  '/api/v1/accounts/{id}': {
    parameters: [{ ...idParameter, schema: text }],
    patch: operation('accounts.change', 'Change an account', 'administration', ok(ref('Account')), { type: 'object' }),
  },
  '/api/v1/accounts/{id}/link': {
    parameters: [{ ...idParameter, schema: text }],
    post: operation(
      'accounts.link',
      'A one-time link by which the owner sets a password; the one before it dies',
      'administration',
      made(ref('LoginLink')),
    ),
  },
  '/api/v1/accounts/{id}/sessions': {
    parameters: [{ ...idParameter, schema: text }],
    delete: operation('accounts.sessions.end', 'Sign an account out everywhere', 'administration', done),
  },
  '/api/v1/accounts/{id}/two-factor': {
    parameters: [{ ...idParameter, schema: text }],
    delete: operation('accounts.two-factor.reset', 'Switch a lost second factor off', 'administration', done),
  },
  '/api/v1/keys': {
    get: operation('keys', 'API keys', 'administration', ok(listOf(ref('Key')))),
    post: operation(
      'keys.make',
      'Make an API key; it is shown once',
      'administration',
      made(all({ id, key: text })),
      all(
        {
          name: text,
          roles: { type: 'array', items: id },
          scopes: { type: 'array', items: text },
          expires_at: instantOrNull,
        },
        ['roles', 'scopes', 'expires_at'],
      ),
    ),
  },
  '/api/v1/keys/{id}': {
    parameters: [idParameter],
    delete: operation('keys.revoke', 'Revoke an API key', 'administration', done),
  },
  '/api/v1/company': {
    get: operation('company', 'The company: name, time zone, language, base currency', 'administration', ok(company)),
    patch: operation(
      'company.change',
      'Rename it, move its days to another zone, choose its first language',
      'administration',
      ok(company),
      all({ name: text, zone: text, locale: { enum: ['zh-CN', 'en'] } }, ['name', 'zone', 'locale']),
    ),
  },
  '/api/v1/settings': {
    get: operation('settings', 'Settings', 'administration', ok(listOf(ref('Setting')))),
    patch: operation(
      'settings.set_many',
      'Several that belong together: all are kept, or none',
      'administration',
      ok(listOf(ref('Setting'))),
      all({ set: { type: 'object' }, reset: { type: 'array', items: text } }, ['set', 'reset']),
    ),
  },
  '/api/v1/secrets': { get: operation('secrets', 'When the data key was turned last', 'administration', ok(dataKey)) },
  '/api/v1/secrets/rotate': {
    post: operation(
      'secrets.rotate',
      'A new data key for what is sealed from now on; what is sealed already stays readable',
      'administration',
      ok(dataKey),
    ),
  },
  '/api/v1/settings/{name}': {
    parameters: [{ name: 'name', in: 'path', required: true, schema: text }],
    get: operation('settings.get', 'One setting', 'administration', ok(ref('Setting'))),
    put: operation(
      'settings.set',
      'Set',
      'administration',
      ok(ref('Setting')),
      all({ value: {}, version: textOrNull }, ['version']),
    ),
    delete: operation('settings.reset', 'Back to the default', 'administration', ok(ref('Setting'))),
  },
  '/api/v1/settings/custom': {
    get: operation(
      'custom',
      "The tenant's own objects and fields, archived ones too",
      'administration',
      ok(all({ objects: { type: 'array' }, fields: { type: 'array' } })),
    ),
  },
  '/api/v1/settings/fields': {
    post: operation(
      'custom.fields.add',
      'Add a field to an object',
      'administration',
      made({ type: 'object' }),
      all({ on: text, name: text, field: { type: 'object' } }),
    ),
  },
  '/api/v1/settings/fields/{on}/{name}': {
    parameters: ['on', 'name'].map(pathName),
    patch: operation(
      'custom.fields.change',
      'Change label and options of an own field, archive it, bring it back',
      'administration',
      ok({ type: 'object' }),
      all({ label, options: { type: 'object' }, archived: { type: 'boolean' }, version: { type: 'integer' } }, [
        'label',
        'options',
        'archived',
        'version',
      ]),
    ),
  },
  '/api/v1/settings/objects': {
    post: operation('custom.objects.add', 'Add an object', 'administration', made({ type: 'object' }), { type: 'object' }),
  },
  '/api/v1/settings/objects/{name}': {
    parameters: [pathName('name')],
    patch: operation(
      'custom.objects.archive',
      'Archive an own object (its records are kept) or bring it back',
      'administration',
      ok({ type: 'object' }),
      all({ archived: { type: 'boolean' } }),
    ),
  },
  '/api/v1/settings/fields/{on}/{name}/uses': {
    parameters: ['on', 'name'].map(pathName),
    get: operation('custom.fields.uses', 'Where a field is used', 'administration', ok(ref('Uses'))),
  },
  '/api/v1/settings/objects/{name}/uses': {
    parameters: [pathName('name')],
    get: operation('custom.objects.uses', 'Where an object is used', 'administration', ok(ref('Uses'))),
  },
  '/api/v1/audit/sign-ins': { get: operation('audit.sign-ins', 'Record of sign-ins', 'administration', ok(ref('Audit'))) },
  '/api/v1/audit/changes': { get: operation('audit.changes', 'Record of changes', 'administration', ok(ref('Audit'))) },
}
