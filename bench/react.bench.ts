import { type BenchContext, defineBench, type Figure } from './bench.ts'
import { installBench } from './data.ts'
import { atShare, fillReact, openReact } from './react-world.ts'
import { sayStages, spentEach, watchStages } from './stages.ts'
import { freshTenant } from './tenant.ts'

const rates = [1000, 3000]
const warmSeconds = 5
const seconds = 20
const p99MsMax = 1000
const processorMsMax = 0.6

/** The users of one rate: every event is another known person's. */
const usersOf = (from: number, n: number): readonly string[] => Array.from({ length: n }, (_, at) => `user-${from + at}`)

const atRate = async (
  context: BenchContext,
  world: Awaited<ReturnType<typeof openReact>>,
  { tenant, perSecond, from }: { tenant: string; perSecond: number; from: number },
): Promise<readonly Figure[]> => {
  const warm = await world.send({ tenant, perSecond, users: usersOf(from, perSecond * warmSeconds) })
  const spent = await watchStages({ databaseUrl: context.databaseUrl, servers: world.servers })
  const users = usersOf(from + perSecond * warmSeconds, perSecond * seconds)
  const took = await world.took(await world.send({ tenant, perSecond, users }))
  const programs = await spent()
  await world.took(warm)
  context.say(`${perSecond.toLocaleString('en')} events/s`)
  sayStages(programs, users.length, context.say)
  const [p99, each] = [atShare(took, 0.99), spentEach(programs, users.length)]
  const at = `${perSecond.toLocaleString('en')} events/s for ${seconds} s`
  return [
    {
      name: `event → journey action at the channel, ${at}`,
      value: p99,
      unit: 'ms p99',
      floor: null,
      target: `≤ ${p99MsMax} ms`,
      reached: p99 <= p99MsMax,
      note: `p50 ${atShare(took, 0.5)} ms, slowest ${atShare(took, 1)} ms`,
    },
    {
      name: `processor of all programs for one event, ${at}`,
      value: each,
      unit: 'ms',
      floor: null,
      target: `≤ ${processorMsMax} ms`,
      reached: each <= processorMsMax,
      note: programs.map(({ program, ms }) => `${program} ${(ms / users.length).toFixed(2)}`).join(', '),
    },
  ]
}

/** From the moment an event is posted to the moment its message reaches a channel, at steady rates, and what each stage of the way costs. */
export const reactBench = defineBench({
  name: 'react',
  async run(context): Promise<readonly Figure[]> {
    await installBench(context)
    const tenant = await freshTenant(context, 'rea')
    const each = rates.map((perSecond) => perSecond * (warmSeconds + seconds))
    await fillReact(
      context,
      tenant,
      each.reduce((sum, n) => sum + n, 0),
    )
    const world = await openReact(context, [tenant])
    try {
      const figures: Figure[] = []
      let from = 0
      for (const perSecond of rates) {
        figures.push(...(await atRate(context, world, { tenant, perSecond, from })))
        from += perSecond * (warmSeconds + seconds)
      }
      return figures
    } finally {
      await world.close()
    }
  },
})
