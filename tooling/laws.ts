import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root, sourceFiles } from './layers.ts'
import { casts } from './laws/casts.law.ts'
import { doorSize } from './laws/door-size.law.ts'
import { duplicates } from './laws/duplicates.law.ts'
import { functionLength } from './laws/function-length.law.ts'
import { type Breach, type Law, type Source, sourceOf } from './laws/law.ts'
import { roomReadme } from './laws/room-readme.law.ts'
import { roomSize } from './laws/room-size.law.ts'
import { specOfEach } from './laws/spec-of-each.law.ts'
import { unusedExports } from './laws/unused-exports.law.ts'

const laws: readonly Law[] = [functionLength, doorSize, roomSize, specOfEach, roomReadme, unusedExports, casts, duplicates]
const knownPath = join(root, 'tooling/laws/known.json')
/** Law → place → size: what stood when the law came. It may only become less. */
type Known = Readonly<Record<string, Readonly<Record<string, number>>>>

const productSources = (): readonly Source[] =>
  sourceFiles().map((path) => sourceOf(path, readFileSync(join(root, path), 'utf8')))

const sizesOf = (breaches: readonly Breach[]): Record<string, number> => {
  const sizes: Record<string, number> = {}
  for (const { place, size } of breaches) sizes[place] = Math.max(size, sizes[place] ?? 0)
  return sizes
}

/** What breaks a law and is not known, and what is known and has become less, so that the list stays true. */
export const lawFaults = (law: Law, breaches: readonly Breach[], known: Readonly<Record<string, number>> = {}): string[] => {
  const sizes = sizesOf(breaches)
  const fresh = breaches.filter(({ place, size }) => size > (known[place] ?? 0)).map(({ place, says }) => `${place}: ${says}`)
  const less = Object.entries(known).flatMap(([place, size]) =>
    (sizes[place] ?? 0) < size ? [`${place}: better than tooling/laws/known.json says (${law.name}): run it with --less`] : [],
  )
  return [...new Set(fresh), ...less]
}

if (basename(process.argv[1] ?? '') === 'laws.ts') {
  const known = (existsSync(knownPath) ? JSON.parse(readFileSync(knownPath, 'utf8')) : {}) as Known
  const sources = productSources()
  const judged = laws.map((law) => ({ law, breaches: law.breaches(sources) }))
  if (process.argv.includes('--less')) {
    const less = judged.map(({ law, breaches }) => {
      const sizes = sizesOf(breaches)
      const kept = Object.entries(known[law.name] ?? {}).flatMap(([place, size]) =>
        sizes[place] ? [[place, Math.min(size, sizes[place])] as const] : [],
      )
      return [law.name, Object.fromEntries(kept)] as const
    })
    writeFileSync(knownPath, `${JSON.stringify(Object.fromEntries(less), null, 2)}\n`)
  }
  const now = (JSON.parse(readFileSync(knownPath, 'utf8')) ?? {}) as Known
  let faults = 0
  for (const { law, breaches } of judged) {
    const found = lawFaults(law, breaches, now[law.name])
    for (const fault of found) console.log(fault)
    faults += found.length
    console.log(`${law.name}: ${law.sums ? law.sums(breaches) : breaches.length} known, ${found.length} to mend`)
  }
  process.exit(faults > 0 ? 1 : 0)
}
