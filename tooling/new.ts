import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { root } from './layers.ts'
import { Edit } from './new/edit.ts'
import { writeFieldTypes } from './field-types.ts'
import { kinds } from './new/kinds.ts'
import { BadName } from './new/names.ts'

/** A new workspace is found by its name at once, without an install. */
const link = (manifest: string) => {
  const { name } = JSON.parse(readFileSync(join(root, manifest), 'utf8')) as { name: string }
  const place = join(root, 'node_modules', name)
  if (existsSync(place)) return
  mkdirSync(dirname(place), { recursive: true })
  symlinkSync(relative(dirname(place), join(root, dirname(manifest))), place, 'junction')
}

/** `customer.pet` says the same as `customer pet`; a field may stand behind its object. */
const spoken = (kind: string, names: readonly string[]): readonly string[] => {
  const [first = '', ...rest] = names
  if (kind === 'field') return first.split('.').length === 2 && rest[0] ? [`${first}.${rest[0]}`, ...rest.slice(1)] : names
  if (rest.length > 0 || !first.includes('.')) return names
  const room = first.slice(0, first.indexOf('.'))
  return [room, kind === 'command' || kind === 'reaction' ? first : first.slice(room.length + 1)]
}

const [word = '', ...names] = process.argv.slice(2)
const kind = kinds[word]
if (!kind) {
  console.log(
    `npm run new <kind> …\n\n${Object.values(kinds)
      .map(({ use }) => `  npm run new ${use}`)
      .join('\n')}`,
  )
  process.exit(word ? 2 : 0)
}
try {
  const edit = new Edit(root)
  kind.make(edit, spoken(word, names))
  const paths = edit.save()
  const code = paths.filter((path) => /\.tsx?$/.test(path))
  spawnSync(process.execPath, [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'format', '--write', ...code], {
    cwd: root,
    stdio: 'ignore',
  })
  for (const path of paths) console.log(path)
  for (const path of paths.filter((one) => one.endsWith('/package.json'))) link(path)
  if (kind.registries) for (const path of await writeFieldTypes()) console.log(path)
  if (kind.tables) spawnSync(process.execPath, [join(root, 'tooling/schema.ts')], { cwd: root, stdio: 'inherit' })
} catch (problem) {
  if (!(problem instanceof BadName)) throw problem
  console.error(`npm run new ${word}: ${problem.message}`)
  process.exit(1)
}
