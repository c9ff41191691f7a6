import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EngineDefinition, Ledger } from '@lianke/kernel'
import { root } from './layers.ts'

/** What an engine's statements do to a table. */
interface TableUse {
  readonly table: string
  readonly writes: boolean
  readonly file: string
}

/** Tables whose ledger is not the one that the engine which makes them writes, or that the platform and a module make. */
const otherTables: Readonly<Record<string, Ledger>> = {
  fact: 'fact',
  customer_identifier: 'handle',
  identity_merge: 'handle',
  inbox: 'inbox',
  inbox_queue: 'inbox',
  callback_refused: 'inbox',
}

/** What an engine may write to its left, and why that is no way back. */
const marks: Readonly<Record<string, string>> = {
  'intake inbox': 'an envelope that was read is settled',
  'intake inbox_queue': 'a queue: what was read is taken out',
  'intake callback_refused': 'a callback that was looked at is taken off the list',
  'identity fact': 'the person whom a fact counts for',
  'outreach process_ask': 'a queue: what is taken up is taken out',
  'delivery intent_queue': 'a queue: what is taken up is taken out',
}

const created = /(?:create table (?:if not exists )?|\brename to )([a-z_]+)/g
const used = /\b(from|join|insert into|update|delete from) +(?:only +)?([a-z_]+)\b/gi

/** Which ledger each table belongs to. */
export const ledgerTables = (engines: readonly EngineDefinition[]): ReadonlyMap<string, Ledger> =>
  new Map([
    ...engines.flatMap(({ migrations, writes }) =>
      migrations.flatMap(({ sql }) => [...sql.matchAll(created)].map(([, table = '']) => [table, writes] as const)),
    ),
    ...Object.entries(otherTables),
  ])

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'spec' ? [] : filesOf(path)
    return /\.ts$/.test(entry.name) && !/\.(spec|testing|migration)\.ts$/.test(entry.name) ? [path] : []
  })

/** What the statements in a text do to tables that are known; words of comments are none. */
export const tableUses = (text: string, known: ReadonlySet<string>, file = ''): TableUse[] => {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  const found = [...code.matchAll(used)].map(([, verb = '', table = '']) => ({
    table,
    file,
    writes: /^(insert into|update|delete from)$/i.test(verb),
  }))
  // Facts are read by the platform's own statement; `after: identityReader` waits for the handles that identity has made of them.
  const asked = [
    ...(/\breadFacts\(/.test(code) ? ['fact'] : []),
    ...(/\bafter: identityReader\b/.test(code) ? ['customer_identifier'] : []),
  ].map((table) => ({ table, file, writes: false }))
  return [...found.filter(({ table }) => known.has(table)), ...asked]
}

/** Where an engine's statements and its word differ: it reads what it does not say, says what it does not read, or writes another's ledger. */
export const untrueWords = (
  { name, reads, writes }: Pick<EngineDefinition, 'name' | 'reads' | 'writes'>,
  uses: readonly TableUse[],
  tables: ReadonlyMap<string, Ledger>,
): string[] => {
  const faults = new Set<string>()
  const read = new Set<Ledger>()
  for (const { table, writes: written, file } of uses) {
    const ledger = tables.get(table)
    if (ledger === undefined || ledger === writes) continue
    if (`${name} ${table}` in marks) read.add(ledger)
    else if (written) faults.add(`${file}: engine ${name} writes ${table}, which is of the ledger ${ledger}`)
    else {
      read.add(ledger)
      if (!reads.includes(ledger)) faults.add(`${file}: engine ${name} reads ${table} and does not say that it reads ${ledger}`)
    }
  }
  for (const ledger of reads)
    if (!read.has(ledger)) faults.add(`engine ${name} says that it reads ${ledger}, and no statement of it does`)
  return [...faults]
}

/** All that the statements of an engine's folder do. */
export const usesOf = (folder: string, tables: ReadonlyMap<string, Ledger>): TableUse[] =>
  filesOf(join(root, 'engines', folder)).flatMap((path) =>
    tableUses(readFileSync(path, 'utf8'), new Set(tables.keys()), path.slice(root.length + 1)),
  )
