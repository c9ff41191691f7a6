import { isSpec, type Law } from './law.ts'

/** Not `with found as (select …`: that is a name in a statement. */
const cast = / as (?:[A-Z{[]|\((?!select\b|$))/g
/** Where the world enters without types: words of a query, of JSON and of libraries. */
const comments = /^\s*(\/\/|\/?\*)/

/** A cast says “trust me”: where a definition could say the type, it should. Counted by file. */
export const casts: Law = {
  name: 'casts',
  breaches: (sources) =>
    sources.flatMap(({ path, text }) => {
      if (isSpec(path) || path.startsWith('tooling/')) return []
      const size = text
        .split('\n')
        .filter((line) => !comments.test(line) && !line.startsWith('import ') && !line.startsWith('export {'))
        .reduce((sum, line) => sum + (line.match(cast)?.length ?? 0), 0)
      return size > 0 ? [{ place: path, size, says: `${size} casts: read the type off the definition` }] : []
    }),
  sums: (breaches) => breaches.reduce((sum, { size }) => sum + size, 0),
}
