import ts from 'typescript5'
import { isSpec, type Law } from './law.ts'

const linesMax = 60

const nameOf = (node: ts.Node): string => {
  const { parent } = node
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return node.name?.getText() ?? '…'
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.name.getText()
  if (ts.isCallExpression(parent)) return `${parent.expression.getText().split('\n')[0]?.slice(-40)}(…)`
  return '…'
}

/** A function is read in one look. */
export const functionLength: Law = {
  name: 'function length',
  breaches: (sources) =>
    sources.flatMap(({ path, tree }) => {
      if (isSpec(path)) return []
      const found: { place: string; size: number; says: string }[] = []
      const visit = (node: ts.Node): void => {
        if (ts.isFunctionLike(node) && 'body' in node && node.body) {
          const line = (at: number) => tree.getLineAndCharacterOfPosition(at).line
          const size = line(node.end) - line(node.getStart()) + 1
          if (size > linesMax)
            found.push({
              place: `${path}#${nameOf(node)}`,
              size,
              says: `${size} lines, at most ${linesMax}: a part with a name of its own is a function of its own`,
            })
        }
        ts.forEachChild(node, visit)
      }
      visit(tree)
      return found
    }),
}
