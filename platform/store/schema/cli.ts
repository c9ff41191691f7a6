import { codeOfError } from '@lianke/kernel'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildModel } from '../../model/model/model.ts'
import type { Release } from './migrate-tenants.ts'
import { compareSnapshots, type Snapshot, takeSnapshot } from './snapshot.ts'

const snapshotFile = join(import.meta.dirname, 'snapshot.json')
const empty: Snapshot = { number: 0, version: '', tables: {}, migrations: {} }

const readSnapshot = async (): Promise<Snapshot> => {
  try {
    return JSON.parse(await readFile(snapshotFile, 'utf8')) as Snapshot
  } catch (error) {
    if (codeOfError(error) === 'ENOENT') return empty
    throw error
  }
}

/**
 * `npm run schema` writes the snapshot of the definitions and says what changed; with `check` it writes nothing.
 * Answers the process' exit code: 1 when `check` finds a difference.
 */
export const schemaCommand = async (
  release: Release,
  { check = false, say = console.log }: { check?: boolean; say?: (line: string) => void } = {},
): Promise<number> => {
  const before = await readSnapshot()
  const model = buildModel(release.modules)
  const after = await takeSnapshot(model, release.engineMigrations ?? [], before.number + 1)
  const lines = compareSnapshots(before, after)
  if (lines.length === 0) {
    say(`schema ${before.number}: definitions and snapshot agree`)
    return 0
  }
  for (const line of lines) say(line)
  if (check) {
    say('definitions and snapshot differ: run npm run schema and commit platform/store/schema/snapshot.json')
    return 1
  }
  await writeFile(snapshotFile, `${JSON.stringify(after, null, 1)}\n`)
  say(`schema ${after.number} written`)
  return 0
}
