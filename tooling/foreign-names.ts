import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ledgerObjects, type ModuleDefinition, tableOf } from '@lianke/kernel'
import { modules } from '../apps/modules.ts'
import { root, sourceFiles } from './layers.ts'

/** A statement of one module that reads or locks another module's table, and why it may. */
const statements: readonly { readonly file: string; readonly tables: readonly string[]; readonly because: string }[] = []

const spec = /\.(spec|fixture)\.tsx?$|\/spec\//
const contract = /\/contract\.ts$/
const comment = /^\s*(\*|\/\/|\/\*)/

const unnamed =
  'shared screens know no module: find it by what its definition says (meta), by a slot, or by a name of the spine in kernel'

/** Whose a name is, and what kind of thing it names. */
interface Owned {
  readonly room: string
  readonly kind: 'object' | 'command' | 'event'
}

/** Every name that a module gives to an object, an act or an event. */
export const namesOf = (rooms: readonly ModuleDefinition[]): ReadonlyMap<string, Owned> => {
  const names = new Map<string, Owned>()
  for (const { name: room, objects = [], ledgers = [], commands = [], events = [] } of rooms) {
    for (const { name } of events) names.set(name, { room, kind: 'event' })
    for (const { name } of commands) names.set(name, { room, kind: 'command' })
    const kept = ledgers.flatMap((ledger) => Object.values(ledgerObjects(ledger)))
    for (const { name } of [...objects, ...kept]) names.set(name, { room, kind: 'object' })
  }
  return names
}

/** `customer.person`, `customer.person:side`, `customer.person.created`: whose it is. */
const ownerOf = (names: ReadonlyMap<string, Owned>, said: string): Owned | undefined => {
  const plain = said.replace(/:[a-z_]+$/, '')
  return names.get(plain) ?? names.get(plain.replace(/\.(created|updated|deleted|restored|\*)$/, ''))
}

const literal =
  /'([a-z_]+(?:\.[a-z_*]+)+(?::[a-z_]+)?)'|"([a-z_]+(?:\.[a-z_*]+)+(?::[a-z_]+)?)"|`([a-z_]+(?:\.[a-z_*]+)+(?::[a-z_]+)?)`/g
const asked = /\b(?:from|join|into|update)\s+([a-z_]+)\b/g

/** What one file of a module says of other modules by name or by table. */
export const foreignIn = (
  room: string,
  path: string,
  text: string,
  names: ReadonlyMap<string, Owned>,
  allowed = statements,
): string[] => {
  const tables = new Map(
    [...names].flatMap(([name, { room: of, kind }]) => (kind === 'object' ? [[tableOf(name), of] as const] : [])),
  )
  const free = new Set(allowed.filter(({ file }) => file === path).flatMap((one) => one.tables))
  return text.split('\n').flatMap((line, index) => {
    if (comment.test(line)) return []
    const at = `${path}:${index + 1}`
    const named = [...line.matchAll(literal)].flatMap(([, single, double, back]) => {
      const said = single ?? double ?? back ?? ''
      const owner = ownerOf(names, said)
      return owner && owner.room !== room
        ? [
            `${at}: '${said}' is ${owner.room}'s ${owner.kind}: ${room ? `import its handle from @lianke/${owner.room}/contract` : unnamed}`,
          ]
        : []
    })
    const read = [...line.matchAll(asked)].flatMap(([, table = '']) => {
      const owner = tables.get(table)
      return owner && owner !== room && !free.has(table)
        ? [
            `${at}: table ${table} is ${owner}'s: ask by records, or let ${owner} offer a query; a statement that must read it stands in tooling/foreign-names.ts with its reason`,
          ]
        : []
    })
    return [...named, ...read]
  })
}

/** Circles of modules, by what they import of each other's contracts. */
export const circlesOf = (imports: ReadonlyMap<string, ReadonlySet<string>>): string[] => {
  const circles: string[] = []
  const done = new Set<string>()
  const walk = (room: string, way: readonly string[]): void => {
    const from = way.indexOf(room)
    if (from >= 0) return void circles.push([...way.slice(from), room].join(' → '))
    if (done.has(room)) return
    for (const next of imports.get(room) ?? []) walk(next, [...way, room])
    done.add(room)
  }
  for (const room of imports.keys()) walk(room, [])
  return circles
}

/** Modules name each other by handles alone, so that the compiler sees the fields and the walls the real graph; and never in a circle. */
export const foreignNames = (): string[] => {
  const names = namesOf(modules)
  const imports = new Map<string, Set<string>>()
  const faults: string[] = []
  for (const path of sourceFiles(['modules'])) {
    const room = path.split('/')[1] ?? ''
    if (spec.test(path)) continue
    const text = readFileSync(join(root, path), 'utf8')
    for (const [, of = ''] of text.matchAll(/from '@lianke\/([a-z_]+)\/contract'/g))
      imports.set(room, (imports.get(room) ?? new Set()).add(of))
    if (!contract.test(path)) faults.push(...foreignIn(room, path, text, names))
  }
  for (const path of sourceFiles(['ui']))
    if (!spec.test(path)) faults.push(...foreignIn('', path, readFileSync(join(root, path), 'utf8'), names))
  for (const circle of circlesOf(imports))
    faults.push(`rooms go in a circle (${circle}): the lower one offers an event, a check or a slot, the higher one uses it`)
  return faults
}

if (basename(process.argv[1] ?? '') === 'foreign-names.ts') {
  const faults = foreignNames()
  for (const fault of faults) console.log(fault)
  console.log(faults.length ? `${faults.length} foreign names` : 'modules know each other by handles')
  process.exit(faults.length ? 1 : 0)
}
