/** JSON Schema, as far as Lianke says it. */
export interface Schema {
  readonly $ref?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly title?: string
  readonly description?: string
}

const simple: Readonly<Record<string, string>> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  null: 'null',
}
const union = (types: readonly string[]): string => {
  const each = [...new Set(types)]
  return each.includes('unknown') ? 'unknown' : each.length > 0 ? each.join(' | ') : 'never'
}
const memberName = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name))
const comment = ({ title, description }: Schema): string => {
  const words = [title, description].filter((one) => one).join(' · ')
  return words ? `/** ${words.replaceAll('*/', '* /')} */ ` : ''
}

const objectType = ({ properties, required = [], additionalProperties }: Schema, refer: Refer): string => {
  const rest = typeof additionalProperties === 'object' ? typeOf(additionalProperties, refer) : 'unknown'
  if (!properties) return `Readonly<Record<string, ${rest}>>`
  const members = Object.entries(properties).map(
    ([name, schema]) =>
      `${comment(schema)}readonly ${memberName(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema, refer)}`,
  )
  return members.length > 0 ? `{ ${members.join('; ')} }` : 'Readonly<Record<string, never>>'
}

/** Answers the name of a schema that is referred to. */
type Refer = (name: string) => string

/** A schema as a TypeScript type; what it does not say is `unknown`. */
export const typeOf = (schema: Schema, refer: Refer): string => {
  if (schema.$ref) return refer(schema.$ref.split('/').at(-1) ?? '')
  if ('const' in schema) return JSON.stringify(schema.const)
  if (schema.enum) return union(schema.enum.map((one) => JSON.stringify(one)))
  const either = schema.anyOf ?? schema.oneOf
  if (either) return union(either.map((one) => typeOf(one, refer)))
  if (Array.isArray(schema.type)) return union(schema.type.map((type: string) => typeOf({ ...schema, type }, refer)))
  if (schema.type === 'array') return `readonly (${typeOf(schema.items ?? {}, refer)})[]`
  if (schema.type === 'object' || (schema.type === undefined && schema.properties)) return objectType(schema, refer)
  return (typeof schema.type === 'string' && simple[schema.type]) || 'unknown'
}
