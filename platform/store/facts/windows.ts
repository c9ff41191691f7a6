import type { Database, Transaction } from '../db/database.ts'

/** The facts that a later snapshot sees and an earlier one does not lie between these places. */
export interface Window {
  /** The later snapshot. */
  readonly to: string
  readonly low: number
  readonly high: number
  /** Names of the facts. */
  readonly names: readonly string[]
}

const keptMax = 256
/** Windows by the snapshot they begin with, of each reader of each tenant that this process has seen open them. */
interface Opened {
  readonly all: Map<string, Map<string, Window>>
  /** Snapshots are told by numbers of transactions, which a server that went down may give again. */
  readonly sessionsEnded: number
}
const opened = new WeakMap<Database, Opened>()

const windowsOf = ({ database, tenant }: Pick<Transaction, 'database' | 'tenant'>, reader: string): Map<string, Window> => {
  const sessionsEnded = database.sessionsEnded()
  const known = opened.get(database)
  const { all }: Opened = known?.sessionsEnded === sessionsEnded ? known : { all: new Map(), sessionsEnded }
  opened.set(database, { all, sessionsEnded })
  const key = `${tenant} ${reader}`
  const windows = all.get(key) ?? new Map<string, Window>()
  all.set(key, windows)
  return windows
}

/** Remembers a window: what lies between two snapshots does not change any more, so whoever follows need not look for it again. */
export const noteWindow = (tx: Transaction, reader: string, from: string, window: Window): void => {
  const windows = windowsOf(tx, reader)
  windows.delete(from)
  windows.set(from, window)
  if (windows.size > keptMax) for (const [oldest] of windows) return void windows.delete(oldest)
}

/** What the windows of a reader that lie between two snapshots come to; null: not all of them are remembered. */
export const knownWindow = (
  tx: Transaction,
  reader: string,
  { from, to }: { readonly from: string; readonly to: string },
): Window | null => {
  const windows = windowsOf(tx, reader)
  let [low, high] = [Number.POSITIVE_INFINITY, 0]
  const names = new Set<string>()
  for (let [at, steps] = [from, 0]; steps < keptMax; steps++) {
    const window = windows.get(at)
    if (!window) return null
    low = Math.min(low, window.low)
    high = Math.max(high, window.high)
    for (const name of window.names) names.add(name)
    if (window.to === to) return { to, low, high, names: [...names] }
    at = window.to
  }
  return null
}
