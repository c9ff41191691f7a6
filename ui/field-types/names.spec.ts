import { readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { fieldTypeNames } from '@lianke/kernel'

const top = `${import.meta.dirname}/../..`
const wanted = [...fieldTypeNames].sort()
/** Files of a folder that are named after a field type, by the type's own name. */
const named = async (folder: string, ending: string): Promise<string[]> =>
  (await readdir(`${top}/${folder}`))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length).replaceAll('-', '_'))
    .filter((name) => (wanted as string[]).includes(name))
    .sort()

test('every field type is three files of the same name: kernel, platform, screens', async () => {
  expect(await named('kernel/field-types', '.type.ts')).toEqual(wanted)
  expect(await named('platform/field-types', '.ts')).toEqual(wanted)
  expect(await named('ui/field-types', '.tsx')).toEqual(wanted)
})

test('no file among the widgets is left without a field type', async () => {
  const shared = new Set(['registry'])
  const files = (await readdir(`${top}/ui/field-types`))
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => name.slice(0, -'.tsx'.length).replaceAll('-', '_'))
  expect(files.filter((name) => !shared.has(name)).sort()).toEqual(wanted)
})
