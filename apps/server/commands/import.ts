import { createWriteStream, existsSync } from 'node:fs'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Actor, type Label, Refusal } from '@lianke/kernel'
import type { Platform } from '@lianke/platform'
import {
  dryRunImport,
  errorFile,
  getImport,
  type ImportRun,
  type Mapping,
  moveRun,
  newImport,
  reasonOf,
  runImport,
  setMapping,
} from '@lianke/platform/imports'
import { bringRetail } from '../../../packs/retail/index.ts'
import { bringSalesforce } from '../../../packs/salesforce/index.ts'
import { type CommandCall, Misuse } from './command.ts'
import { tenantOf, withPlatform } from './with-platform.ts'

/** Where rows are lines: how many went on with a record that another row had begun; and those that were left out by choice. */
const further = ({ merged, keyless, noted }: Pick<ImportRun, 'merged' | 'keyless' | 'noted'>): string =>
  `${merged > 0 ? `, ${merged} further rows of a record` : ''}${keyless > 0 ? `, ${keyless} without a key left out` : ''}${noted > 0 ? `, ${noted} values kept in the remark` : ''}`

const actor: Actor = { kind: 'system', id: 'command-line' }
const packs = { retail: bringRetail, salesforce: bringSalesforce } as const
const progressMs = 2000
const locale = /^zh/i.test(process.env.LANG ?? '') ? 'zh-CN' : 'en'
type Words = ReadonlyMap<string, Label>
interface Given {
  readonly platform: Platform
  readonly tenant: string
  readonly words: Words
}

/**
 * `lianke import <file> --object customer.person`: one file, its columns found by their names or said with `--columns name=姓名,phone=手机`.
 * `lianke import <file or folder> --pack retail|salesforce`: a whole foreign system.
 */
export const run = async ({ config, words: [path], options }: CommandCall): Promise<'exit'> => {
  const { object, pack } = options
  if (!path || (typeof object === 'string') === (typeof pack === 'string'))
    throw new Misuse(`say: lianke import <file> --object customer.person, or --pack ${Object.keys(packs).join('|')}`)
  if (!existsSync(path)) throw new Misuse(`there is no ${path}`)
  await withPlatform(config, async (platform) => {
    const tenant = await tenantOf(platform, options.tenant)
    const given: Given = { platform, tenant, words: (await platform.model(tenant)).words }
    try {
      if (typeof pack === 'string') await bringPack(given, pack, path)
      else await bringOne(given, path, String(object), options)
    } catch (problem) {
      if (problem instanceof Refusal)
        throw new Misuse(reasonOf(given.words, locale, { path: '', code: problem.code, params: problem.params }))
      throw problem
    }
  })
  return 'exit'
}

const bringPack = async (given: Given, pack: string, path: string): Promise<void> => {
  if (!Object.hasOwn(packs, pack)) throw new Misuse(`there is no pack "${pack}": ${Object.keys(packs).join(', ')}`)
  const runs = await packs[pack as keyof typeof packs]({ platform: given.platform, tenant: given.tenant, actor }, path)
  for (const [name, done] of runs) report(given, name, done)
}

const bringOne = async (given: Given, path: string, object: string, options: CommandCall['options']): Promise<void> => {
  const { platform, tenant, words } = given
  const seen = await newImport(platform, tenant, actor, { object, path, fileName: basename(path) })
  const { id, columns } = seen.run
  const mapping = mappingOf(seen.run, seen.suggested, options)
  await setMapping(platform, tenant, actor, id, mapping)
  for (const { column, field } of mapping.columns) console.log(`  ${columns[column]?.name} → ${field}`)
  if (options.try) {
    const tried = await dryRunImport(platform, tenant, actor, id)
    console.log(
      `  tried ${tried.rows} rows: ${tried.created} new, ${tried.updated} changed, ${tried.unchanged} as they are, ${tried.refused} refused${further(tried)}; nothing was written`,
    )
    const above = seen.run.format.layout.preamble + (seen.run.format.layout.hasHeader ? 1 : 0)
    for (const problem of tried.problems)
      console.log(`  line ${problem.row + above} ${problem.path.slice(1)}: ${reasonOf(words, locale, problem)}`)
    return
  }
  await moveRun(platform, tenant, actor, id, 'start')
  const begun = performance.now()
  let said = begun
  // Stopped here, it goes on when the product runs: it is a job like any other.
  await runImport(platform, tenant, id, {
    progress: async (done, total) => {
      if (performance.now() - said < progressMs) return
      said = performance.now()
      console.log(
        `  ${done.toLocaleString('en')}${total ? ` of about ${total.toLocaleString('en')}` : ''} rows, ${Math.round(done / ((said - begun) / 1000)).toLocaleString('en')} a second`,
      )
    },
  })
  const done = await getImport(platform, tenant, id)
  report(given, basename(path), done)
  if (typeof options.errors === 'string' && done.refused + done.keyless > 0) {
    await pipeline(Readable.from(errorFile(platform, tenant, done, locale)), createWriteStream(options.errors))
    console.log(`  the refused rows with their reasons: ${options.errors}`)
  }
}

const mappingOf = (run: ImportRun, suggested: Mapping, options: CommandCall['options']): Mapping => {
  const key = typeof options.key === 'string' ? { key: options.key.split(',') } : {}
  const source = typeof options.source === 'string' ? { source: options.source } : {}
  const keyless = options['skip-keyless'] ? { keyless: 'skip' as const } : {}
  if (typeof options.columns !== 'string') return { ...suggested, ...key, ...source, ...keyless }
  const names = run.columns.map((column) => column.name)
  return {
    ...key,
    ...source,
    ...keyless,
    columns: options.columns.split(',').map((pair) => {
      const at = pair.indexOf('=')
      const [field, name] = [pair.slice(0, at), pair.slice(at + 1)]
      if (at < 1 || !names.includes(name))
        throw new Misuse(`"${pair}" names no column: field=column, with the columns ${names.join(', ')}`)
      return { column: names.indexOf(name), field }
    }),
  }
}

const report = ({ words }: Given, name: string, run: ImportRun): void => {
  console.log(
    `  ${name}: ${run.status}; ${run.created} new, ${run.updated} changed, ${run.unchanged} as they were, ${run.refused} refused, ${run.blank} empty${further(run)}`,
  )
  if (run.problem) console.log(`  ${reasonOf(words, locale, { path: '', params: {}, ...run.problem })}`)
  if (run.status !== 'done') process.exitCode = 1
}
