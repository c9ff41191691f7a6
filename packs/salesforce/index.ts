import { objectsIn, textIn } from '@lianke/kernel'
import type { ImportRun } from '@lianke/platform/imports'
import { parse } from 'csv-parse/sync'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bringFile, type Setting } from '../preset.ts'
import { salesforceFiles } from './files.ts'

const source = 'salesforce'
const winning: Readonly<Record<string, readonly [number, string]>> = { 'Closed Won': [100, 'won'], 'Closed Lost': [0, 'lost'] }

const columnOf = (path: string, name: string): string[] =>
  existsSync(path)
    ? [...new Set(objectsIn(parse(readFileSync(path), { bom: true, columns: true })).flatMap((row) => textIn(row[name]) || []))]
    : []

/** Owners of a foreign system are kept: those we do not know become colleagues who have left, to be renamed or merged later. */
const bringOwners = async ({ platform, tenant, actor }: Setting, folder: string): Promise<void> => {
  const ids = [
    ...new Set(
      salesforceFiles.flatMap(({ file }) =>
        ['OwnerId', 'CreatedById'].flatMap((name) => columnOf(join(folder, `${file}.csv`), name)),
      ),
    ),
  ]
  await platform.work(tenant, actor, (work) =>
    work.records.upsert({
      object: 'organisation.staff',
      source,
      rows: ids.map((id) => ({ source_id: id, name: `Salesforce ${id}`, status: 'left' })),
    }),
  )
}

const bringStages = async ({ platform, tenant, actor }: Setting, folder: string): Promise<void> => {
  const names = columnOf(join(folder, 'Opportunity.csv'), 'StageName').sort((a, b) => Number(a in winning) - Number(b in winning))
  await platform.work(tenant, actor, async (work) => {
    const made = await work.records.upsert({ object: 'sales.pipeline', key: ['name'], rows: [{ name: 'Salesforce' }] })
    await work.records.upsert({
      object: 'sales.stage',
      key: ['pipeline', 'name'],
      rows: names.map((name, position) => ({
        pipeline: made.ids[0],
        name,
        position,
        probability: String(winning[name]?.[0] ?? 10 + position * 20),
        kind: winning[name]?.[1] ?? 'open',
      })),
    })
  })
}

/** Moves a Salesforce export over: accounts, contacts, relations, leads, opportunities, cases, tasks, campaigns and members. Doing it again changes nothing. */
export const bringSalesforce = async (setting: Setting, folder: string): Promise<ReadonlyMap<string, ImportRun>> => {
  await bringOwners(setting, folder)
  await bringStages(setting, folder)
  const runs = new Map<string, ImportRun>()
  for (const preset of salesforceFiles) {
    const path = join(folder, `${preset.file}.csv`)
    if (existsSync(path)) runs.set(preset.file, await bringFile(setting, preset, path, source))
  }
  return runs
}
