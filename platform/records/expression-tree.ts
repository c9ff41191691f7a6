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
  /** Patterns that stand in it as they are. */
  readonly patterns: readonly { readonly pattern: string; readonly at: number }[]
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'op' in value && 'args' in value
const call = /^[\s)]*\.\s*matches/

/** What an expression is made of, read off its tree. Throws a ParseError with its place on a malformed one. */
export const readExpression = (environment: Environment, expression: string): ReadExpression => {
  const names = new Set<string>()
  const patterns: { pattern: string; at: number }[] = []
  let text = expression
  const stack: unknown[] = [environment.parse(expression).ast]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (Array.isArray(node)) stack.push(...node.filter((part) => part !== undefined))
    if (!isNode(node)) continue
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
  return { text, names: [...names], patterns }
}
