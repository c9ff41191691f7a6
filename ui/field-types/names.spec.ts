import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { fieldTypeNames } from '@lianke/kernel'

const here = import.meta.dirname
/** File names that are no field type: what the types share. */
const shared = new Set(['registry', 'field-widget', 'moment', 'names'])

test('the kernel and the screens name the same field types', async () => {
  const files = (await readdir(here)).filter((name) => name.endsWith('.tsx')).map((name) => name.replace('.tsx', '')).filter((name) => !shared.has(name))
  expect(files.sort()).toEqual([...fieldTypeNames].sort())
})

test('the platform stores every field type the screens show', async () => {
  const folder = `${here}/../../platform/field-types`
  for (const name of fieldTypeNames) expect(existsSync(`${folder}/${name}.ts`), `platform/field-types/${name}.ts`).toBe(true)
})
