import { isObject, textIn } from '@lianke/kernel'
import { runImport } from '@lianke/platform/imports'
import { openBench } from '../data.ts'

/** Runs one import in a process of its own, as the product's jobs do; says when it has ended. */
const given: unknown = JSON.parse(process.env.IMPORTER ?? '{}')
if (!isObject(given)) throw new Error('IMPORTER tells what to import')
const textOf = (name: string): string => textIn(given[name]) ?? ''
const platform = await openBench({ databaseUrl: textOf('databaseUrl'), clickhouseUrl: textOf('clickhouseUrl') })
process.send?.({ port: 0 })
await runImport(platform, textOf('tenant'), textOf('run'))
await platform.close()
process.send?.({ done: true }, undefined, undefined, () => process.exit())
