type Json = Record<string, unknown>

export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
export const answer = (schema: object, description: string): Json => ({
  description,
  content: { 'application/json': { schema } },
})
export const given = (schema: object): Json => ({ required: true, content: { 'application/json': { schema } } })
export const text = { type: 'string' }
export const textOrNull = { type: ['string', 'null'] }
export const id = { type: 'string', format: 'uuid' }
export const instant = { type: 'string', format: 'date-time' }
export const instantOrNull = { type: ['string', 'null'], format: 'date-time' }
export const label = { type: 'object', properties: { zh: text, en: text }, required: ['zh', 'en'] }
export const arrayOf = (items: object): Json => ({ type: 'array', items })
export const all = (properties: Json, optional: readonly string[] = []): Json => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
})
export const listOf = (schema: object): Json => all({ data: { type: 'array', items: schema } })
export const pageOf = (schema: object): Json => all({ data: arrayOf(schema), next: textOrNull })
/** Every refusal has the same form. */
export const problems: Json = {
  '4XX': { description: 'Refused', content: { 'application/problem+json': { schema: ref('Problem') } } },
  '5XX': { description: 'Not possible now', content: { 'application/problem+json': { schema: ref('Problem') } } },
}
export const idParameter = { name: 'id', in: 'path', required: true, schema: id }
export const pageParameters = [
  { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100, default: 50 } },
  { name: 'cursor', in: 'query', schema: text },
]
export const writeHeaders = [
  {
    name: 'Idempotency-Key',
    in: 'header',
    schema: { type: 'string', maxLength: 200 },
    description: 'The same key and body give the stored answer.',
  },
  { name: 'If-Match', in: 'header', schema: text, description: 'The version that was read, as an ETag.' },
]
/** Of writes that may be asked what they would do. */
export const rehearsing = [
  ...writeHeaders,
  {
    name: 'dry_run',
    in: 'query',
    schema: { type: 'boolean' },
    description: 'Only says what it would do: status 200 and a DryRun.',
  },
]
export const orDryRun = (schema: object): Json => ({ anyOf: [schema, ref('DryRun')] })
export const listParameters = [
  { name: 'filter', in: 'query', content: { 'application/json': { schema: ref('Filter') } } },
  ...['search', 'sort', 'fields', 'cursor'].map((name) => ({ name, in: 'query', schema: text })),
  { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } },
  ...['count', 'deleted'].map((name) => ({ name, in: 'query', schema: { type: 'boolean' } })),
]
export const operation = (operationId: string, summary: string, tag: string, ok: Json, input?: object): Json => ({
  operationId,
  summary,
  tags: [tag],
  ...(input ? { requestBody: given(input) } : {}),
  responses: { ...ok, ...problems },
})
export const ok = (schema: object, description = 'Answer') => ({ 200: answer(schema, description) })
export const made = (schema: object) => ({ 201: answer(schema, 'Made') })
export const done = { 204: { description: 'Done' } }
export const pathName = (name: string) => ({ name, in: 'path', required: true, schema: text })
