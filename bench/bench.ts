/** One line of the table: a value, the floor measured in the same run, and what was aimed at. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What the same work costs without us, in the same unit; null where the target is absolute. */
  readonly floor: number | null
  readonly target: string
  readonly reached: boolean
  readonly note?: string
}
export interface BenchContext {
  readonly databaseUrl: string
  readonly clickhouseUrl: string
  /** Persons; the other sizes follow from it. */
  readonly persons: number
  /** Events in the analytics store. */
  readonly events: number
  readonly say: (text: string) => void
}
export interface Bench {
  readonly name: string
  readonly run: (context: BenchContext) => Promise<readonly Figure[]>
}
export const defineBench = (bench: Bench): Bench => bench

/** Runs `work` on `lanes` lanes for `ms`; answers completions per second and the 95th and 99th percentile in ms. */
export const throughput = async (
  lanes: number,
  ms: number,
  work: (lane: number) => Promise<unknown>,
): Promise<{ perSecond: number; p95: number; p99: number }> => {
  const took: number[] = []
  const end = performance.now() + ms
  const begun = performance.now()
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      while (performance.now() < end) {
        const at = performance.now()
        await work(lane)
        took.push(performance.now() - at)
      }
    }),
  )
  const seconds = (performance.now() - begun) / 1000
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0
  return { perSecond: took.length / seconds, p95: at(0.95), p99: at(0.99) }
}
export const percent = (value: number, floor: number): number => Math.round((value / floor) * 100)

/** Seconds of each ask, after one to warm up. */
export const times = async (ask: () => Promise<unknown>, n = 8): Promise<number[]> => {
  const took: number[] = []
  await ask()
  for (let turn = 0; turn < n; turn++) {
    const begun = performance.now()
    await ask()
    took.push((performance.now() - begun) / 1000)
  }
  return took
}
export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
