import {
  all,
  answer,
  arrayOf,
  id,
  idParameter,
  instant,
  instantOrNull,
  ok,
  operation,
  ref,
  text,
  textOrNull,
} from './openapi-parts.ts'

type Json = Record<string, unknown>
const kind = { enum: ['user', 'department', 'role'] }
const level = { enum: ['read', 'update'] }
const principals = arrayOf(all({ kind, id }))
const rule = { name: text, object: text, filter: ref('Filter'), principals, level, active: { type: 'boolean' } }
const tag = 'administration'

export const sharingComponents: Json = {
  SharingRule: all({
    ...rule,
    id,
    principals: arrayOf(all({ kind, id, title: textOrNull })),
    created_at: instant,
    broken: { type: 'boolean', description: 'It asks for something that does not exist any more, and shares nothing.' },
  }),
  Team: all({
    data: arrayOf(all({ kind, id, title: textOrNull, level, until: instantOrNull, source: text, added_at: instant })),
    may_change: { type: 'boolean' },
  }),
}
export const sharingPaths: Json = {
  '/api/v1/settings/sharing-rules': {
    get: operation('sharing.rules', 'Sharing rules', tag, ok(all({ data: arrayOf(ref('SharingRule')) }))),
    post: operation(
      'sharing.rules.add',
      'Add a sharing rule',
      tag,
      { 201: answer(ref('SharingRule'), 'Made') },
      all(rule, ['active']),
    ),
  },
  '/api/v1/settings/sharing-rules/preview': {
    post: operation(
      'sharing.rules.preview',
      'How many records of how many people a rule would share',
      tag,
      ok(all({ records: ref('Count'), people: { type: 'integer' } })),
      all({ object: text, filter: ref('Filter'), principals }, ['principals']),
    ),
  },
  '/api/v1/settings/sharing-rules/{id}': {
    parameters: [idParameter],
    get: operation('sharing.rules.get', 'One sharing rule', tag, ok(ref('SharingRule'))),
    patch: operation('sharing.rules.change', 'Change a sharing rule', tag, ok(ref('SharingRule')), all(rule, Object.keys(rule))),
    delete: operation('sharing.rules.remove', 'Remove a sharing rule', tag, { 204: { description: 'Done' } }),
  },
}

/** Who is on one record's team. */
export const teamPath = (base: string, name: string, tags: readonly string[], may: { update: boolean }): Json => {
  const own = (id: string, summary: string, input?: object): Json => ({
    ...operation(`${name}.${id}`, summary, '', ok(ref('Team')), input),
    tags,
  })
  return {
    [`${base}/{id}/team`]: {
      parameters: [idParameter],
      get: own('team', 'Who is on the team'),
      ...(may.update
        ? {
            put: own(
              'team.set',
              'Put somebody on the team, or change their place',
              all({ kind, id, level, until: instantOrNull }, ['level', 'until']),
            ),
            delete: {
              ...own('team.remove', 'Take somebody off the team'),
              parameters: [{ name: 'principal', in: 'query', required: true, schema: id }],
            },
          }
        : {}),
    },
  }
}
