import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './layers.ts'
import { camel } from './new/names.ts'

const folder = 'field-types'
const head = '// Written by `npm run field-types` from the folders beside it; never by hand.\n'
/** What a type's folder must hold, and under whose law it stands. */
const files = {
  rules: '.type.ts',
  storage: '.storage.ts',
  desk: '.desk.tsx',
  phone: '.phone.tsx',
  samples: '.samples.ts',
  spec: '.spec.ts',
} as const

interface FoundType {
  readonly name: string
  readonly folder: string
  readonly symbol: string
  /** Its shape says more where the field names its choices. */
  readonly choices: boolean
  readonly traits: Readonly<Record<string, unknown>>
}
/** Rules that are data, but nobody's business outside the rules. */
const ownBusiness = new Set(['name', 'operators', 'customOptions'])

const isMember = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const readType = async (at: string, name: string): Promise<FoundType> => {
  const path = join(at, folder, name, `${name}.type.ts`)
  const symbol = camel(name)
  const module: Record<string, unknown> = await import(pathToFileURL(path).href)
  const rules = module[`${symbol}Type`]
  if (!isMember(rules)) throw new Error(`${folder}/${name}/${name}.type.ts exports no ${symbol}Type`)
  const traits = Object.entries(rules).filter(([key, value]) => !ownBusiness.has(key) && typeof value !== 'function')
  return {
    name: name.replaceAll('-', '_'),
    folder: name,
    symbol,
    choices: /interface \w+Shape</.test(readFileSync(path, 'utf8')),
    traits: Object.fromEntries(traits),
  }
}
const pascal = (symbol: string): string => symbol.charAt(0).toUpperCase() + symbol.slice(1)

const rulesOf = (types: readonly FoundType[]): string => `${head}
import type { FieldType } from '../kernel/field-types/field-type.ts'
${types.map(({ folder, symbol }) => `import { type ${pascal(symbol)}Shape, ${symbol}Type } from './${folder}/${folder}.type.ts'`).join('\n')}

${types.map(({ folder }) => `export * from './${folder}/${folder}.type.ts'`).join('\n')}

/** Options and value of every field type. */
export interface FieldShapes<Choice extends string = string> {
${types.map(({ name, symbol, choices }) => `  readonly ${name}: ${pascal(symbol)}Shape${choices ? '<Choice>' : ''}`).join('\n')}
}

/** The rules of every field type. */
export const fieldTypes: Readonly<Record<keyof FieldShapes, FieldType>> = {
${types.map(({ name, symbol }) => `  ${name}: ${symbol}Type,`).join('\n')}
}
`
const traitsOf = (types: readonly FoundType[]): string => `${head}
import type { FieldTypeName } from '../kernel/field.ts'
import type { FieldTraits } from '../kernel/field-types/field-type.ts'

/** All field types, as the designer offers them. */
export const fieldTypeNames = [${types.map(({ name }) => `'${name}'`).join(', ')}] as const

/** What may be asked about every field type: data alone. */
export const fieldTraits: Readonly<Record<FieldTypeName, FieldTraits>> = {
${types.map(({ name, traits }) => `  ${name}: ${JSON.stringify(traits)},`).join('\n')}
}
`
const registryOf = (
  types: readonly FoundType[],
  { constant, type, from, ending, suffix, says }: Record<'constant' | 'type' | 'from' | 'ending' | 'suffix' | 'says', string>,
): string => `${head}
import type { FieldTypeName } from '@lianke/kernel'
import type { ${type} } from '${from}'
${types.map(({ folder, symbol }) => `import { ${symbol}${suffix} } from './${folder}/${folder}${ending}'`).join('\n')}

/** ${says} */
export const ${constant}: Readonly<Record<FieldTypeName, ${type}>> = {
${types.map(({ name, symbol }) => `  ${name}: ${symbol}${suffix},`).join('\n')}
}
`

const formatted = (path: string, text: string): string => {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const { status, stdout } = spawnSync(process.execPath, [biome, 'format', `--stdin-file-path=${path}`], {
    cwd: root,
    input: text,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${path} cannot be formatted`)
  return stdout
}

/** The registries of one layer each, as they follow from the folders under `at`. */
export const fieldTypeRegistries = async (at = root): Promise<Map<string, string>> => {
  const names = readdirSync(join(at, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  const missing = names.flatMap((name) =>
    Object.values(files)
      .map((ending) => `${folder}/${name}/${name}${ending}`)
      .filter((path) => !existsSync(join(at, path))),
  )
  if (missing.length > 0) throw new Error(`a field type is one folder; missing: ${missing.join(', ')}`)
  const types = (await Promise.all(names.map((name) => readType(at, name)))).sort(
    (a, b) => Number(a.traits.place) - Number(b.traits.place),
  )
  const texts = {
    'rules.generated.ts': rulesOf(types),
    'traits.generated.ts': traitsOf(types),
    'storage.generated.ts': registryOf(types, {
      constant: 'fieldStorages',
      type: 'FieldStorage',
      from: '@lianke/platform/field-storage',
      ending: files.storage,
      suffix: 'Storage',
      says: 'How every field type lies in PostgreSQL and ClickHouse.',
    }),
    'desk.generated.ts': registryOf(types, {
      constant: 'fieldWidgets',
      type: 'FieldWidget',
      from: '@lianke/ui/field-desk',
      ending: files.desk,
      suffix: 'Desk',
      says: 'The desk widget of every field type.',
    }),
    'phone.generated.ts': registryOf(types, {
      constant: 'phoneWidgets',
      type: 'PhoneWidget',
      from: '@lianke/ui/field-phone',
      ending: files.phone,
      suffix: 'Phone',
      says: 'The phone widget of every field type.',
    }),
    'samples.generated.ts': registryOf(types, {
      constant: 'fieldSamples',
      type: 'FieldSamples',
      from: '../kernel/field-types/spec/samples.testing.ts',
      ending: files.samples,
      suffix: 'Samples',
      says: 'Values of every field type, for the specs that hold for all.',
    }),
  }
  return new Map(Object.entries(texts).map(([name, text]) => [`${folder}/${name}`, formatted(`${folder}/${name}`, text)]))
}

/** Writes the registries that differ; answers their paths. */
export const writeFieldTypes = async (at = root): Promise<string[]> => {
  const stale = await staleFieldTypes(at)
  for (const [path, text] of stale) writeFileSync(join(at, path), text)
  return [...stale.keys()]
}
const staleFieldTypes = async (at: string): Promise<Map<string, string>> => {
  const held = (path: string) => (existsSync(join(at, path)) ? readFileSync(join(at, path), 'utf8') : '')
  return new Map([...(await fieldTypeRegistries(at))].filter(([path, text]) => held(path) !== text))
}

if (basename(process.argv[1] ?? '') === 'field-types.ts') {
  const check = process.argv.includes('--check')
  const paths = check ? [...(await staleFieldTypes(root)).keys()] : await writeFieldTypes()
  for (const path of paths) console.log(check ? `${path} is stale: npm run field-types` : path)
  console.log(paths.length === 0 ? 'the registries of field types are as their folders say' : '')
  process.exit(check && paths.length > 0 ? 1 : 0)
}
