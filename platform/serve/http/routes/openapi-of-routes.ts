import { type Label, type RouteDefinition, type RouteMay, textsIn } from '@lianke/kernel'
import { z } from 'zod'
import { type AccessContext, hasRight, scopeOf } from '../../../model/access/access-context.ts'
import { membersOf } from '../../../model/commands/schema-members.ts'
import { problems } from '../openapi-parts.ts'

type Json = Record<string, unknown>

/** A schema of a route as JSON Schema: what comes in as it is given, what goes out as it leaves. */
export const jsonSchemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...own } = z.toJSONSchema(schema, { unrepresentable: 'any', io })
  return own
}

const parametersOf = (schema: z.ZodObject, place: 'path' | 'query'): Json[] => {
  const asked = jsonSchemaOf(schema, 'input')
  const needed = textsIn(asked.required)
  return Object.entries(membersOf(asked)).map(([name, own]) => ({
    name,
    in: place,
    required: place === 'path' || needed.includes(name),
    schema: own,
  }))
}

const bodyOf = ({ body, raw }: RouteDefinition): Json => {
  if (raw) {
    const bytes = { schema: { type: 'string', format: 'binary' } }
    return { requestBody: { required: true, content: Object.fromEntries(raw.map((type) => [type, bytes])) } }
  }
  if (!body) return {}
  const required = !body.safeParse(undefined).success
  return { requestBody: { required, content: { 'application/json': { schema: jsonSchemaOf(body, 'input') } } } }
}

const answersOf = ({ answer, content = [], status = 200, page }: RouteDefinition): Json => {
  const text = Object.fromEntries(content.map((type) => [type, { schema: { type: 'string' } }]))
  const json = answer ? { 'application/json': { schema: jsonSchemaOf(answer, 'output') } } : {}
  const drawn = { description: 'A page that says why not', content: { 'text/html': { schema: { type: 'string' } } } }
  return {
    [status]: { description: 'Answer', content: { ...json, ...text } },
    ...(page ? { 302: { description: 'On to another page' }, '4XX': drawn, '5XX': problems['5XX'] } : problems),
  }
}

const both = ({ zh, en }: Label): string => `${en}\n\n${zh}`

const mayAsk = (access: AccessContext, may: RouteMay): boolean => {
  if (access.system || may === 'public' || may === 'principal') return true
  return 'right' in may ? hasRight(access, may.right) : scopeOf(access, may.object, may.action) !== 'none'
}

/** The part of OpenAPI that modules wrote by defining routes, as far as somebody may use them. */
export const pathsOfRoutes = (routes: ReadonlyMap<string, RouteDefinition>, access: AccessContext): Record<string, Json> => {
  const paths: Record<string, Json> = {}
  for (const route of routes.values()) {
    if (!mayAsk(access, route.may)) continue
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    const parameters = [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')]
    const operation = {
      operationId: route.name,
      summary: route.label.en,
      description: route.help ? both(route.help) : route.label.zh,
      tags: [route.name.split('.')[0]],
      ...(route.may === 'public' ? { security: [] } : {}),
      ...(parameters.length > 0 ? { parameters } : {}),
      ...bodyOf(route),
      responses: answersOf(route),
    }
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation }
  }
  return paths
}

/** Two parts of OpenAPI as one: what one address does by several methods may stand in both. */
export const withPaths = (own: Json, more: Readonly<Record<string, Json>>): Json => ({
  ...own,
  ...Object.fromEntries(Object.entries(more).map(([path, item]) => [path, { ...(own[path] ?? {}), ...item }])),
})
