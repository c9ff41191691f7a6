import ts from 'typescript5'
import type { Law } from './law.ts'

const namesMax = 30

/** The door of a module is short: whoever stands before it sees what the module offers. The vocabulary and the shared widgets are no modules. */
export const doorSize: Law = {
  name: 'door size',
  breaches: (sources) =>
    sources.flatMap(({ path, tree }) => {
      if (!/^(modules|engines|channels)\/[^/]+\/(index|contract)\.ts$/.test(path)) return []
      const size = tree.statements.reduce((sum, one) => {
        if (ts.isExportDeclaration(one))
          return sum + (one.exportClause && ts.isNamedExports(one.exportClause) ? one.exportClause.elements.length : namesMax)
        const exported =
          ts.canHaveModifiers(one) && ts.getModifiers(one)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
        return exported ? sum + 1 : sum
      }, 0)
      return size > namesMax
        ? [{ place: path, size, says: `${size} names, at most ${namesMax}: offer less, or make two rooms` }]
        : []
    }),
}
