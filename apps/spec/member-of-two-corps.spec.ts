import { readCorp } from '@lianke/channel-wecom/testing'
import { surely } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTwoCorps, otherCorp, type TwoCorps } from './two-corps.testing.ts'

let two: TwoCorps
beforeAll(async () => {
  two = await openTwoCorps()
  await two.api('POST', '/wecom/corps', { corp_id: otherCorp, name: '山茶香氛', ...two.valuesOf(1) })
  for (const { world } of two.stores) {
    world.switches.sensitive_fields = true
    surely(world.staff['lin.mei'], 'a member').mobile = '13900001111'
  }
  for (const corp of [two.home, otherCorp]) await readCorp(two.host(), corp, `first-${corp}`)
  await two.world.run()
})
afterAll(() => two?.close())

const recordsOf = (name: string) =>
  two.world.sql<{ id: string; own: string | null; there: string | null; account: string | null; status: string }>(
    `select s.id::text as id, s.wecom_userid as own, a.account as there, a.id::text as account, s.status from organisation_staff s
      left join organisation_staff_account a on a.staff = s.id and a.issuer = $2 and a.deleted_at is null where s.name = $1 order by s.wecom_userid nulls last`,
    [name, otherCorp],
  )
/** With whom the customers of a corporation are bound, in our books. */
const bondsOf = async (staff: string) =>
  (
    await two.world.sql<{ issuer: string; n: number }>(
      `select issuer, count(*)::int as n from customer_relation where staff = $1 and status = 'active' and deleted_at is null group by issuer`,
      [staff],
    )
  ).reduce<Record<string, number>>((sum, { issuer, n }) => ({ ...sum, [issuer]: n }), {})

describe('a member of two corporations', () => {
  it('is one record with an account in each where both tell one telephone', async () => {
    const [one, ...more] = await recordsOf('林美')
    expect(more).toEqual([])
    expect(one).toMatchObject({ own: 'lin.mei', there: 'lin.mei', status: 'active' })
  })

  it('of whom nothing proves it is made one by an administrator: bonds go along, the other record counts as left, and messages go by him', async () => {
    const [own, twin] = await recordsOf('陈雨')
    expect([own?.own, own?.there, twin?.own, twin?.there]).toEqual(['chen.yu', null, null, 'chen.yu'])
    const keep = surely(own, 'a record')
    const gone = surely(twin, 'another')
    const customers = ['新客甲', '新客乙'].map((name, at) => ({ name, userid: 'chen.yu', external_userid: `woHers000${at}` }))
    await two.play(otherCorp, 'seed', { keep: true, customers })
    await readCorp(two.host(), otherCorp, 'second')
    await two.world.run()
    const before = (await bondsOf(gone.id))[otherCorp] ?? 0
    expect(before).toBeGreaterThan(1)
    await two.world.command('staff_account.assign', { id: surely(gone.account, 'an account'), staff: keep.id })
    expect(await bondsOf(gone.id)).toEqual({})
    expect((await bondsOf(keep.id))[otherCorp]).toBe(before)
    expect((await recordsOf('陈雨')).map(({ status, there }) => [status, there])).toEqual([
      ['active', 'chen.yu'],
      ['left', null],
    ])
    await readCorp(two.host(), otherCorp, 'third')
    await two.world.run()
    expect((await bondsOf(keep.id))[otherCorp]).toBe(before)
    expect(await bondsOf(gone.id)).toEqual({})
    const [met] = await two.world.sql<{ id: string }>(`select id::text as id from customer_person where name = '新客甲'`)
    await two.world.command('delivery.send', { id: surely(met, 'a customer').id, channel: 'wecom', text: '还是我' })
    await two.world.run()
    expect(Object.values(two.stores[1].world.tasks)).toMatchObject([{ text: '还是我', senders: [{ userid: 'chen.yu' }] }])
  })
})
