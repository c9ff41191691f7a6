import type { ChannelHost, JobWork } from '@lianke/kernel'
import { beforeEach, describe, expect, it } from 'vitest'
import { keepUpJob, readNightlyJob } from '../jobs/keep-up.job.ts'

let [clock, asked] = [0, [] as unknown[][]]
let kept: { value: unknown; until: number } | null = null
beforeEach(() => {
  clock = Date.parse('2026-11-20T00:00:00Z')
  asked = []
  kept = null
})
const jobOf = (corp: string, corps: readonly Record<string, unknown>[] = []): JobWork => {
  const host = {
    setting: async (name: string) => (name === 'wecom.corp_id' ? corp : name === 'wecom.corps' ? corps : undefined),
    secret: async () => 'secret',
    now: () => new Date(clock).toISOString(),
    shared: async (
      _key: string,
      ttl: (value: unknown) => number,
      make: () => Promise<unknown>,
      options?: { refresh?: boolean },
    ) => {
      if (!kept || kept.until < clock || options?.refresh) {
        const value = await make()
        kept = { value, until: clock + ttl(value) }
      }
      return kept.value
    },
  } as unknown as ChannelHost
  const work = { id: () => 'run', enqueue: async (...given: unknown[]) => void asked.push(given) }
  return { tenant: 't', host, transaction: (run: (given: never) => Promise<unknown>) => run(work as never) } as unknown as JobWork
}
const after = async (minutes: number, corp = 'ww1') => {
  clock += minutes * 60_000
  await keepUpJob.run(jobOf(corp), {})
}

describe('a corp that tells what happens', () => {
  it('is read when we were away, once, and not while we listen', async () => {
    await after(0)
    expect(asked).toHaveLength(1)
    for (let n = 0; n < 30; n++) await after(5)
    expect(asked).toHaveLength(1)
    await after(25)
    expect(asked).toEqual(Array(2).fill(['wecom.sync', { run: 'run' }, { key: 'now' }]))
    await after(5)
    expect(asked).toHaveLength(2)
  })

  it('is read every night, where there is one', async () => {
    await readNightlyJob.run(jobOf(''), {})
    await after(0, '')
    expect(asked).toEqual([])
    await readNightlyJob.run(jobOf('ww1'), {})
    expect(asked).toHaveLength(1)
  })

  it('beside others is read with them, each as work of its own; one that is paused or has no secret is not', async () => {
    const others = [
      { 'wecom.corp_id': 'ww2', 'wecom.app_secret': 's' },
      { 'wecom.corp_id': 'ww3', 'wecom.app_secret': 's', 'wecom.corp_paused': true },
      { 'wecom.corp_id': 'ww4' },
    ]
    await readNightlyJob.run(jobOf('ww1', others), {})
    expect(asked).toEqual([
      ['wecom.sync', { run: 'run' }, { key: 'now' }],
      ['wecom.sync', { run: 'run', about: 'ww2' }, { key: 'now ww2' }],
    ])
  })
})
