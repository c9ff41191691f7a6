import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { root } from './layers.ts'
import { Edit } from './new/edit.ts'
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
  kind.make(edit, names)
  const paths = edit.save()
  for (const path of paths) console.log(path)
  for (const path of paths.filter((one) => one.endsWith('/package.json'))) link(path)
  if (kind.tables) spawnSync(process.execPath, [join(root, 'tooling/schema.ts')], { cwd: root, stdio: 'inherit' })
} catch (problem) {
  if (!(problem instanceof BadName)) throw problem
  console.error(`npm run new ${word}: ${problem.message}`)
  process.exit(1)
}
