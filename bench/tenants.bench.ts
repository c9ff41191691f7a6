import { defineBench, type Figure } from './bench.ts'
import { installBench } from './data.ts'
import { atShare, fillReact, openReact } from './react-world.ts'
import { freshTenant } from './tenant.ts'

const floodMax = 1_000_000
const eventsPerRequest = 500
const lanes = 8
const perSecond = 20
const secondsMax = 300
const slowestMsMax = 2000

/** One company pours events in as fast as they are taken, each of them moving a journey; meanwhile another's message must not wait for it. */
export const tenantsBench = defineBench({
  name: 'tenants',
  async run(context): Promise<readonly Figure[]> {
    await installBench(context)
    const [loud, quiet] = [await freshTenant(context, 'loud'), await freshTenant(context, 'quiet')]
    const flood = Math.min(context.persons, floodMax)
    const users = Array.from({ length: perSecond * secondsMax }, (_, n) => `user-${n}`)
    await fillReact(context, loud, 1000)
    await fillReact(context, quiet, users.length)
    const world = await openReact(context, [loud, quiet])
    try {
      let poured = 0
      let ended = false
      const pour = async () => {
        for (let from = poured; from < flood; from = poured) {
          poured += eventsPerRequest
          await world.post(
            loud,
            Array.from({ length: eventsPerRequest }, (_, n) => `loud-${from + n}`),
          )
        }
      }
      const pouring = Promise.all(Array.from({ length: lanes }, pour)).finally(() => (ended = true))
      const took = await world.took(await world.send({ tenant: quiet, perSecond, users }, () => ended))
      await pouring
      const slowest = atShare(took, 1)
      return [
        {
          name: `a company's message while another pours ${flood.toLocaleString('en')} events in`,
          value: slowest,
          unit: 'ms at most',
          floor: null,
          target: `≤ ${slowestMsMax} ms`,
          reached: slowest <= slowestMsMax,
          note: `p50 ${atShare(took, 0.5)} ms, p99 ${atShare(took, 0.99)} ms, ${took.length} messages`,
        },
      ]
    } finally {
      await world.close()
    }
  },
})
