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
}
export const idParameter = { name: 'id', in: 'path', required: true, schema: id }
export const pageParameters = [
  { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100, default: 50 } },
  { name: 'cursor', in: 'query', schema: text },
]
export const operation = (operationId: string, summary: string, tag: string, ok: Json, input?: object): Json => ({
  operationId,
  summary,
  tags: [tag],
  ...(input ? { requestBody: given(input) } : {}),
  responses: { ...ok, ...problems },
})
