/** An engine's refusal as ClickHouse's HTTP interface words it. */
export interface EngineException {
  readonly code: number
  readonly status: number
  readonly text: string
}

const notFound = new Set([16, 36, 46, 47, 60, 81, 218, 219, 263, 392])
const badInput = new Set([6, 26, 27, 33, 38, 41, 43, 53, 62, 70, 72, 73, 115, 117, 130, 131, 184, 386, 394, 456, 457, 469])
const statusOf = (code: number): number => {
  if (code === 516 || code === 193 || code === 194) return 403
  if (code === 159) return 408
  if (code === 48) return 501
  if (notFound.has(code)) return 404
  if (badInput.has(code)) return 400
  return 500
}

/** Error text of the engine → code, status and body. */
export const exceptionOf = (problem: unknown): EngineException => {
  const message = problem instanceof Error ? problem.message : String(problem)
  const match = /Code:\s*(\d+)\.\s*DB::Exception:/.exec(message)
  const code = match ? Number(match[1]) : 1002
  const body = match ? message.slice(match.index) : `Code: 1002. DB::Exception: ${message} (UNKNOWN_EXCEPTION)`
  return { code, status: statusOf(code), text: `${body.trim()}\n` }
}
