import { Session } from 'node:inspector/promises'
import { partOf } from '@lianke/kernel'

/** Milliseconds of processor by stage, and all of it. */
export interface Spent {
  readonly stages: Readonly<Record<string, number>>
  readonly all: number
}

/** Whose code a place in a file is: the innermost that is ours decides. */
const stages: readonly (readonly [string, RegExp])[] = [
  ['collect', /platform\/serve\/collect|doors\/collect/],
  ['intake', /engines\/intake/],
  ['identity', /engines\/identity/],
  ['segment', /engines\/segment/],
  ['process', /engines\/process/],
  ['outreach', /engines\/outreach/],
  ['delivery', /engines\/delivery/],
  ['reactions', /model\/engine\/reaction|(?<!node_)modules\/[a-z]+\//],
  ['analytics', /platform\/store\/analytics|@clickhouse/],
  ['search', /platform\/store\/search/],
  ['ledger', /platform\/store\/facts/],
  ['database', /platform\/store\/db|node_modules\/pg/],
]
const everyUs = 1000
const idle = '(idle)'

/** Samples of this process from now on; the answer is what was spent where. */
const watch = async (): Promise<() => Promise<Spent>> => {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: everyUs })
  const cpu = process.cpuUsage()
  await session.post('Profiler.start')
  return async () => {
    const { user, system } = process.cpuUsage(cpu)
    const { profile } = await session.post('Profiler.stop')
    session.disconnect()
    const nodes = new Map(profile.nodes.map((node) => [node.id, node]))
    const parents = new Map(profile.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)))
    const stageOf = (id: number): string => {
      const own = nodes.get(id)?.callFrame.functionName ?? ''
      if (own.startsWith('(') && own !== '(anonymous)') return own
      for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
        const found = stages.find(([, place]) => place.test(nodes.get(at as number)?.callFrame.url ?? ''))
        if (found) return found[0]
      }
      return 'node'
    }
    const counts = new Map<string, number>()
    for (const id of profile.samples ?? []) {
      const stage = stageOf(id)
      if (stage !== idle) counts.set(stage, (counts.get(stage) ?? 0) + 1)
    }
    const all = (user + system) / 1000
    const samples = [...counts.values()].reduce((sum, n) => sum + n, 0)
    return { stages: Object.fromEntries([...counts].map(([stage, n]) => [stage, (all * n) / samples])), all }
  }
}

/** A server of the benches that tells what it spends between `{ watch: true }` and `{ watch: false }`. */
export const answerStages = (): void => {
  let stop: (() => Promise<Spent>) | null = null
  process.on('message', (message) => {
    const asked = partOf(message, 'watch')
    if (asked === true) void watch().then((told) => (stop = told))
    if (asked === false) void stop?.().then((spent) => process.send?.({ spent }))
  })
}
