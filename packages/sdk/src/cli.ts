#!/usr/bin/env node
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { Problem } from './problem.ts'
import { send } from './send.ts'
import { type OpenApi, writeModel } from './write-model.ts'

const usage = `lianke-sdk --url https://crm.example.com [--key lk_…] [--out lianke.ts]

Writes the objects and commands of your company in TypeScript. The key may stand in LIANKE_KEY, the address in LIANKE_URL.`

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: { url: { type: 'string' }, key: { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean' } },
  })
  const { url = process.env.LIANKE_URL, key = process.env.LIANKE_KEY, out = 'lianke.ts' } = values
  if (values.help) return console.log(usage)
  if (!url || !key) throw new Error(usage)
  const document = await send<OpenApi>({ url, key, locale: 'en' }, { method: 'GET', path: '/openapi.json' })
  await writeFile(out, writeModel(document))
  console.log(`${out}: ${document.tags?.length ?? 0} objects`)
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Problem ? `${error.message} (${error.code})` : error instanceof Error ? error.message : error)
  process.exitCode = 1
}
