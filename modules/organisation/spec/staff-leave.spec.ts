import type { JobWork } from '@lianke/kernel'
import { type TestTenant, testTenant } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../../../apps/definitions.ts'
import { handOverJob } from '../jobs/hand-over.job.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await testTenant({ modules: definitions })
})
afterAll(() => tenant.close())

const colleague = (name: string) =>
  tenant.system((work) => work.records.create('organisation.staff', { name }).then(({ id }) => id))
const people = (owner: string, n: number) =>
  tenant.system((work) =>
    work.records.upsert({
      object: 'customer.person',
      rows: Array.from({ length: n }, (_, index) => ({ name: `${owner.slice(-4)}-${index}`, owner })),
    }),
  )
const owned = (owner: string) =>
  tenant.system((work) => work.records.count('customer.person', { filter: { field: 'owner', op: 'eq', value: owner } }))
const work = (progress: JobWork['progress'] = async () => undefined): JobWork => ({
  tenant: tenant.id,
  signal: new AbortController().signal,
  transaction: (act) => tenant.system(act),
  progress,
})

describe('staff.leave', () => {
  it('hands over what there is at once, when it is little', async () => {
    const [from, to] = [await colleague('少'), await colleague('接')]
    await people(from, 30)
    expect(await tenant.system((work) => work.run('staff.leave', { id: from, successor: to }))).toMatchObject({
      handed: 30,
      later: false,
    })
    expect([await owned(from), await owned(to)]).toEqual([0, 30])
  })

  it('tells before what there is, by kind', async () => {
    const from = await colleague('先看')
    await people(from, 3)
    const { held } = await tenant.system((one) =>
      one.run<{ held: { object: string; count: number }[] }>('staff.holds', { id: from }),
    )
    expect(held).toContainEqual({ object: 'customer.person', count: 3 })
    expect(held.filter(({ count }) => count > 0)).toHaveLength(1)
  })

  it('hands over however much in sets in the background, and goes on where it was broken off', async () => {
    const [from, to] = [await colleague('多'), await colleague('接')]
    await people(from, 3200)
    expect(await tenant.system((work) => work.run('staff.leave', { id: from, successor: to }))).toMatchObject({
      handed: 3200,
      later: true,
    })
    expect(await owned(from)).toBe(3200)
    let sets = 0
    const broken = work(async () => {
      if (++sets === 2) throw new Error('killed')
    })
    await expect(handOverJob.run(broken, { from, to })).rejects.toThrow('killed')
    expect([await owned(from), await owned(to)]).toEqual([1200, 2000])
    await handOverJob.run(work(), { from, to })
    expect([await owned(from), await owned(to)]).toEqual([0, 3200])
  })

  it('leaves what there is where no one takes over, and nobody takes over from oneself', async () => {
    const from = await colleague('无')
    await people(from, 2)
    await expect(tenant.system((work) => work.run('staff.leave', { id: from, successor: from }))).rejects.toMatchObject({
      code: 'staff.own_successor',
    })
    expect(await tenant.system((work) => work.run('staff.leave', { id: from }))).toMatchObject({ handed: 0 })
    expect(await owned(from)).toBe(2)
  })
})
