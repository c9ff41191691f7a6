import type { Actor, ModuleDefinition } from '@lianke/kernel'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testTenant, type TestTenant, tinyShop } from '../../../testing/index.ts'
import { dryRunImport, getImport, importsModule, type Mapping, moveRun, newImport, runImport, setMapping } from '../index.ts'

const all = { read: 'all', update: 'all', delete: 'all', create: true, import: true } as const

export interface ImportWorld {
  readonly tenant: TestTenant
  /** May import everything, and sees covered values. */
  readonly clerk: Actor
  /** A file of that text as it is taken up, before anybody has said what its columns mean. */
  bring(text: string | Buffer, object?: string): ReturnType<typeof newImport>
  /** The same file tried, then run to its end. */
  take(
    text: string | Buffer,
    mapping: Mapping,
    object?: string,
  ): Promise<{
    readonly tried: Awaited<ReturnType<typeof dryRunImport>>
    readonly done: Awaited<ReturnType<typeof getImport>>
  }>
  close(): Promise<void>
}

/** A company whose clerk imports files. */
export const importWorld = async (...modules: readonly ModuleDefinition[]): Promise<ImportWorld> => {
  const tenant = await testTenant({ modules: [...tinyShop, ...modules, importsModule] })
  const { platform, id } = tenant
  const clerk = await tenant.staff({ name: '王小明', objects: { '*': all }, rights: ['records.reveal'] })
  const folder = await mkdtemp(join(tmpdir(), 'lianke-import-'))
  let count = 0
  const bring: ImportWorld['bring'] = async (text, object = 'customer.person') => {
    const path = join(folder, `${count++}.csv`)
    await writeFile(path, text)
    return newImport(platform, id, clerk, { object, path, fileName: '客户.csv' })
  }
  return {
    tenant,
    clerk,
    bring,
    take: async (text, mapping, object) => {
      const { run } = await bring(text, object)
      await setMapping(platform, id, clerk, run.id, mapping)
      const tried = await dryRunImport(platform, id, clerk, run.id)
      await moveRun(platform, id, clerk, run.id, 'start')
      await runImport(platform, id, run.id)
      return { tried, done: await getImport(platform, id, run.id) }
    },
    close: async () => {
      await tenant.close()
      await rm(folder, { recursive: true })
    },
  }
}
