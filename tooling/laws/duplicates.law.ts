import { isSpec, type Law, type Source } from './law.ts'

const linesMin = 8
/** Lines that say nothing by themselves: brackets, imports, comments, exports of a door, words of a list. */
const empty = /^$|^[\])}>;,(]+$|^(\/\/|\/?\*)|^import\b|^export (\*|\{)|^(type )?\w+,$|^'[^']*',$|^\} from /

interface Line {
  readonly text: string
  readonly at: number
}
const linesOf = ({ text }: Source): readonly Line[] =>
  text.split('\n').flatMap((line, index) => {
    const said = line.trim()
    return empty.test(said) ? [] : [{ text: said, at: index + 1 }]
  })

/** What is written twice will be mended once: the same eight lines that say something, at two places. */
export const duplicates: Law = {
  name: 'duplicates',
  breaches: (sources) => {
    const places = new Map<string, { path: string; first: number; line: number }[]>()
    for (const source of sources.filter(({ path }) => !isSpec(path) && !path.includes('generated'))) {
      const lines = linesOf(source)
      for (let first = 0; first + linesMin <= lines.length; first++) {
        const key = lines
          .slice(first, first + linesMin)
          .map(({ text }) => text)
          .join('\n')
        const found = places.get(key) ?? []
        found.push({ path: source.path, first, line: lines[first]?.at ?? 0 })
        places.set(key, found)
      }
    }
    const copied = new Map<string, Set<number>>()
    const where = new Map<string, string>()
    for (const found of places.values()) {
      const [one, ...others] = found
      for (const other of others) {
        if (!one || (other.path === one.path && other.first - one.first < linesMin)) continue
        const lines = copied.get(other.path) ?? new Set()
        for (let line = other.first; line < other.first + linesMin; line++) lines.add(line)
        copied.set(other.path, lines)
        if (!where.has(other.path)) where.set(other.path, `line ${other.line} as ${one.path}:${one.line}`)
      }
    }
    return [...copied].map(([place, lines]) => ({
      place,
      size: lines.size,
      says: `${lines.size} lines stand elsewhere, too (${where.get(place)}): what both need has a name of its own`,
    }))
  },
  sums: (breaches) => breaches.reduce((sum, { size }) => sum + size, 0),
}
