import type { FieldProblem, Row } from '@lianke/kernel'
import { z } from 'zod'

const scope = z.enum(['none', 'own', 'team', 'below', 'all'])
const objects = z.record(
  z.string().max(100),
  z.strictObject({
    read: scope,
    update: scope,
    delete: scope,
    create: z.boolean(),
    import: z.boolean().optional(),
    export: z.boolean().optional(),
    fields: z.record(z.string().max(100), z.enum(['hidden', 'read', 'masked'])).optional(),
  }),
)
const rights = z.array(z.string().regex(/^(\*|[a-z][a-z0-9_.]*)$/)).max(1000)

/** A role that says something else than a right: who reads it must never have to guess. */
export const malformedGrants = (role: Row): FieldProblem | null => {
  for (const [name, shape] of [
    ['objects', objects],
    ['rights', rights],
  ] as const) {
    const issue = role[name] === null || role[name] === undefined ? undefined : shape.safeParse(role[name]).error?.issues[0]
    if (issue) return { path: `/${[name, ...issue.path.map(String)].join('/')}`, code: 'role.malformed', params: { field: name } }
  }
  return null
}
