import type { Environment } from '@marcbachmann/cel-js'

interface Node {
  readonly op: string
  readonly args: unknown
  readonly start: number
  readonly end: number
}
export interface ReadExpression {
  /** The same expression, letter for letter as long, with patterns given to our own matcher. */
  readonly text: string
  /** Names that it reads, of fields and of what macros bind. */
  readonly names: readonly string[]
  /** Paths that lead from a field which points to another record, with the name that each stands under in `text`. */
  readonly paths: readonly { readonly names: readonly string[]; readonly variable: string; readonly at: number }[]
  /** Patterns that stand in it as they are. */
  readonly patterns: readonly { readonly pattern: string; readonly at: number }[]
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'op' in value && 'args' in value
const call = /^[\s)]*\.\s*matches/

/** Joins the names of a path into one: no name of a field has a capital letter. */
const through = 'X'
const farVariable = (names: readonly string[]): string => names.join(through)

/** The names of `a.b.c`, if the tree is nothing else. */
const chainOf = (node: Node): readonly string[] | null => {
  const names: string[] = []
  let at: unknown = node
  while (isNode(at) && at.op === '.' && Array.isArray(at.args) && typeof at.args[1] === 'string') {
    names.unshift(at.args[1])
    at = at.args[0]
  }
  return isNode(at) && at.op === 'id' && typeof at.args === 'string' ? [at.args, ...names] : null
}
const pointsNowhere = (): boolean => false

/**
 * What an expression is made of, read off its tree. Throws a ParseError with its place on a malformed one.
 * `points`: does this name lead to another record? Then what is read through it is a path.
 */
export const readExpression = (
  environment: Environment,
  expression: string,
  points: (name: string) => boolean = pointsNowhere,
): ReadExpression => {
  const names = new Set<string>()
  const paths = new Map<string, { names: readonly string[]; variable: string; at: number }>()
  const patterns: { pattern: string; at: number }[] = []
  let text = expression
  const stack: unknown[] = [environment.parse(expression).ast]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (Array.isArray(node)) stack.push(...node.filter((part) => part !== undefined))
    if (!isNode(node)) continue
    const chain = node.op === '.' ? chainOf(node) : null
    if (chain?.[0] !== undefined && points(chain[0])) {
      const variable = farVariable(chain)
      paths.set(variable, { names: chain, variable, at: node.start })
      text = text.slice(0, node.start) + variable.padEnd(node.end - node.start) + text.slice(node.end)
      continue
    }
    if (node.op === 'id' && typeof node.args === 'string') names.add(node.args)
    const [name, receiver, given] = Array.isArray(node.args) ? node.args : []
    if (node.op === 'rcall' && name === 'matches' && isNode(receiver)) {
      const found = call.exec(text.slice(receiver.end))
      const at = found ? receiver.end + found[0].length - 'matches'.length : -1
      if (at < 0) throw new SyntaxError('matches() stands right behind what it asks') // else it would run in an engine that backtracks
      text = `${text.slice(0, at)}matched${text.slice(at + 'matches'.length)}`
      const [pattern] = Array.isArray(given) ? given : []
      if (isNode(pattern) && pattern.op === 'value' && typeof pattern.args === 'string')
        patterns.push({ pattern: pattern.args, at: pattern.start })
    }
    if (Array.isArray(node.args)) stack.push(...node.args.filter((part) => part !== undefined))
    else if (isNode(node.args)) stack.push(node.args)
  }
  return { text, names: [...names], paths: [...paths.values()], patterns }
}
