import type { Platform } from '../../../platform.ts'
import { mostSaid, type TextCount } from '../read/column-texts.ts'
import { tableBlocks } from '../read/open-table.ts'
import { fileOf } from './run-import.ts'
import type { ImportRun } from './run-record.ts'
import { withFile } from './stored-file.ts'

const answeredMax = 40
const differentMax = 100_000
const lengthMax = 200

/** Words of a column of a run's file that hold a text, in all of its rows, those said most often first. */
export const columnWords = async (
  platform: Platform,
  tenant: string,
  run: ImportRun,
  { column, search }: { readonly column: number; readonly search: string },
): Promise<{ readonly data: TextCount[]; readonly complete: boolean }> => {
  const looked = search.trim().toLowerCase()
  const counts = new Map<string, number>()
  await withFile(fileOf(platform, tenant, run.id), async (path) => {
    for await (const { rows } of tableBlocks(path, run.format)) {
      for (const row of rows) {
        const text = (row[column] ?? '').trim()
        if (text === '' || text.length > lengthMax || !text.toLowerCase().includes(looked)) continue
        const known = counts.get(text)
        if (known !== undefined || counts.size < differentMax) counts.set(text, (known ?? 0) + 1)
      }
    }
  })
  return { data: mostSaid(counts, answeredMax), complete: counts.size <= answeredMax }
}
