import ts from 'typescript5'
import { isSpec, type Law, type Source } from './law.ts'

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.match(/[A-Za-z_$][\w$]*/g))

const exportedBy = ({ tree }: Source): readonly string[] =>
  tree.statements.flatMap((one) => {
    const exported = ts.canHaveModifiers(one) && ts.getModifiers(one)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    const whole = ts.canHaveModifiers(one) && ts.getModifiers(one)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
    if (!exported || whole) return []
    if (ts.isVariableStatement(one))
      return one.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []))
    return 'name' in one && one.name ? [(one.name as ts.Identifier).text] : []
  })
/** Files that are read by name of the file, not of what they export. */
const foundByFile = /-migrations\/|\.d\.ts$|(^|\/)(index|contract|vitest\.config|module)\.ts$|^packs\//

/** What nobody else names need not be offered. */
export const unusedExports: Law = {
  name: 'unused exports',
  breaches: (sources) => {
    const counts = new Map<string, number>()
    for (const { text } of sources) for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
    return sources.flatMap((source) =>
      isSpec(source.path) || foundByFile.test(source.path)
        ? []
        : exportedBy(source)
            .filter((name) => counts.get(name) === 1)
            .map((name) => ({ place: `${source.path}#${name}`, size: 1, says: 'exported, and named nowhere else' })),
    )
  },
}
