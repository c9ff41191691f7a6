import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type EngineDefinition, ledgers, isObject } from '@lianke/kernel'
import { ledgerTables, untrueWords, usesOf } from './engine-tables.ts'
import { root } from './layers.ts'

const isEngine = (value: unknown): value is EngineDefinition =>
  isObject(value) && Array.isArray(value.reads) && typeof value.turn === 'function'

/**
 * Data goes one way: every engine reads to the left of what it writes, and each ledger has one engine that writes it. What an engine says of
 * itself is held against its statements.
 */
export const spine = async (): Promise<{ faults: string[]; engines: EngineDefinition[] }> => {
  const engines: EngineDefinition[] = []
  const folders = new Map<string, string>()
  for (const folder of readdirSync(join(root, 'engines'))) {
    const door = join(root, 'engines', folder, 'index.ts')
    if (!existsSync(door)) continue
    const room: Record<string, unknown> = await import(pathToFileURL(door).href)
    for (const engine of new Set(Object.values(room).filter(isEngine))) {
      engines.push(engine)
      folders.set(engine.name, folder)
    }
  }
  const tables = ledgerTables(engines)
  const faults: string[] = []
  const writers = new Map<string, string>()
  for (const { name, reads, writes } of engines) {
    const own = ledgers.indexOf(writes)
    for (const read of reads)
      if (ledgers.indexOf(read) >= own) faults.push(`engine ${name} reads ${read}, which is not upstream of ${writes}`)
    const other = writers.get(writes)
    if (other) faults.push(`${writes} is written by ${other} and by ${name}: a ledger has one writer`)
    writers.set(writes, name)
  }
  for (const engine of engines) faults.push(...untrueWords(engine, usesOf(folders.get(engine.name) ?? '', tables), tables))
  return { faults, engines }
}

if (basename(process.argv[1] ?? '') === 'spine.ts') {
  const { faults, engines } = await spine()
  for (const { name, reads, writes } of engines) console.log(`${reads.join(', ')} → ${name} → ${writes}`)
  for (const fault of faults) console.log(fault)
  process.exit(faults.length ? 1 : 0)
}
