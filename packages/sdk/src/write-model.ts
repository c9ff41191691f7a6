import { type Schema, typeOf } from './type-of.ts'

/** The parts of an OpenAPI document that say what a company is made of. */
export interface OpenApi {
  readonly info?: { readonly title?: string; readonly version?: string }
  readonly tags?: readonly { readonly name: string; readonly description?: string }[]
  readonly paths: Readonly<Record<string, PathItem>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}
interface PathItem {
  readonly post?: { readonly requestBody?: { readonly content?: { readonly 'application/json'?: { readonly schema?: Schema } } } }
}
const commandPath = /^\/api\/v1\/commands\/([^/{}]+)$/
const partNames = { record: '', create: 'Create', update: 'Update' } as const

/** `customer.person` is `CustomerPerson` in the document. */
const schemaName = (object: string): string =>
  object
    .split(/[._]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')

const inputOf = ({ post }: PathItem): Schema => post?.requestBody?.content?.['application/json']?.schema ?? {}
const said = (text: string | undefined): string => (text ? `/** ${text.replaceAll('*/', '* /')} */ ` : '')

/** The TypeScript of a company: its objects and commands as the key that asked may use them. */
export const writeModel = (document: OpenApi): string => {
  const { schemas } = document.components
  const needed = new Map<string, string>()
  const refer = (name: string): string => {
    if (!needed.has(name)) {
      needed.set(name, '')
      needed.set(name, typeOf(schemas[name] ?? {}, refer))
    }
    return name
  }
  const objects = (document.tags ?? []).flatMap(({ name, description }) => {
    const parts = Object.entries(partNames).map(([part, end]) => {
      const schema = `${schemaName(name)}${end}`
      return `readonly ${part}: ${schema in schemas ? refer(schema) : 'never'}`
    })
    return schemaName(name) in schemas ? [`    ${said(description)}readonly '${name}': { ${parts.join('; ')} }`] : []
  })
  const commands = Object.entries(document.paths).flatMap(([path, item]) => {
    const [, name] = commandPath.exec(path) ?? []
    return name ? [`    readonly '${name}': ${typeOf(inputOf(item), refer)}`] : []
  })
  return `// Written by lianke-sdk from ${document.info?.title ?? 'Lianke'}, definitions ${document.info?.version ?? ''}. Write it again when they change.

export interface Model {
  readonly objects: {
${objects.join('\n')}
  }
  readonly commands: {
${commands.join('\n')}
  }
}

${[...needed].map(([name, type]) => `export type ${name} = ${type}`).join('\n\n')}
`
}
