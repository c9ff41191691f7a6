import type { Fact } from '@lianke/kernel'
import { testTenant, type TestTenant } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { organisationModule } from '../module.ts'
import { onDepartmentGone, onDepartmentSeen, onStaffGone, onStaffSeen } from '../reactions/on-directory-seen.reaction.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await testTenant({ modules: [organisationModule] })
})
afterAll(() => tenant.close())

const told = (reaction: typeof onStaffSeen, payload: Record<string, unknown>) =>
  tenant.system((work) =>
    reaction.run(work, {
      id: crypto.randomUUID(),
      hops: 0,
      means: reaction.hears?.[0],
      source: 'channel:wecom',
      payload,
    } as unknown as Fact),
  )
const departments = async () =>
  (
    await tenant.system((work) =>
      work.records.list('organisation.department', { fields: ['name', 'parent', 'external_id'], sort: ['created_at'] }),
    )
  ).data
const member = async (userid: string) =>
  (
    await tenant.system((work) =>
      work.records.list('organisation.staff', {
        filter: { field: 'wecom_userid', op: 'eq', value: userid },
        fields: ['name', 'job_title', 'department', 'status', 'roles'],
      }),
    )
  ).data[0]

describe('the WeCom directory', () => {
  it('ties departments by number, takes over one of the same name and place, and makes none twice', async () => {
    const own = await tenant.system((work) => work.records.create('organisation.department', { name: '澄迈生物' }))
    for (let twice = 0; twice < 2; twice++) {
      await told(onDepartmentSeen, { id: 1, name: '澄迈生物', parent: 0 })
      await told(onDepartmentSeen, { id: 2, name: '华东大区', parent: 1 })
    }
    const all = await departments()
    expect(all).toHaveLength(2)
    expect(all[0]).toMatchObject({ id: own.id, external_id: 'wecom:1' })
    expect(all[1]).toMatchObject({ name: '华东大区', parent: own.id, external_id: 'wecom:2' })
    await told(onDepartmentSeen, { id: 2, name: '华东一区', parent: 1 })
    expect((await departments())[1]?.name).toBe('华东一区')
  })

  it('makes an unknown member without any right, and leaves alone what the company filled in', async () => {
    await told(onStaffSeen, { userid: 'lin.mei', name: '林美', position: '导购', main_department: 2, status: 1 })
    const made = await member('lin.mei')
    expect(made).toMatchObject({ name: '林美', job_title: '导购', status: 'active' })
    expect(made?.department).toBe((await departments())[1]?.id)
    expect(made?.roles ?? []).toEqual([])
    await tenant.system((work) =>
      work.records.update('organisation.staff', made?.id ?? '', { job_title: '店长', department: null }),
    )
    await told(onStaffSeen, { userid: 'lin.mei', name: '林美美', position: '导购', main_department: 2, status: 1 })
    expect(await member('lin.mei')).toMatchObject({ name: '林美', job_title: '店长', department: (await departments())[1]?.id })
  })

  it('follows a changed account, marks who has left, and makes nobody who left before', async () => {
    await told(onStaffSeen, { userid: 'lin.mei2', old_userid: 'lin.mei', name: '林美', status: 1 })
    expect(await member('lin.mei')).toBeUndefined()
    await told(onStaffSeen, { userid: 'lin.mei2', status: 5 })
    expect(await member('lin.mei2')).toMatchObject({ status: 'left' })
    await told(onStaffSeen, { userid: 'gone', name: '前同事', status: 5 })
    expect(await member('gone')).toBeUndefined()
  })

  it('takes an account in other capitals for the same member', async () => {
    await told(onStaffSeen, { userid: 'Wu.Lan', name: '吴岚', status: 1 })
    await told(onStaffSeen, { userid: 'wu.lan', name: '吴岚', status: 1 })
    expect(
      (
        await tenant.system((work) =>
          work.records.list('organisation.staff', { filter: { field: 'name', op: 'eq', value: '吴岚' } }),
        )
      ).data,
    ).toHaveLength(1)
    await told(onStaffGone, { userid: 'WU.LAN' })
    expect((await member('wu.lan'))?.status).toBe('left')
  })

  it('says of who is gone from it that he has left, once, and of nobody else', async () => {
    await told(onStaffSeen, { userid: 'han.xu', name: '韩旭', status: 1 })
    await told(onStaffGone, { userid: 'han' })
    expect((await member('han.xu'))?.status).toBe('active')
    for (let twice = 0; twice < 2; twice++) await told(onStaffGone, { userid: 'han.xu' })
    expect((await member('han.xu'))?.status).toBe('left')
    const facts = await tenant.system((work) =>
      work.sql<{ n: number }>(`select count(*)::int as n from fact where name = 'staff.left' and payload ->> 'name' = '韩旭'`),
    )
    expect(facts).toEqual([{ n: 1 }])
  })

  it('takes a department that is gone away where nobody is in it, and lets it stand on its own where somebody is', async () => {
    await told(onDepartmentSeen, { id: 70, name: '快闪店', parent: 0 })
    await told(onDepartmentSeen, { id: 71, name: '旧店', parent: 0 })
    await told(onStaffSeen, { userid: 'lu.xi', name: '陆溪', main_department: 71, status: 1 })
    await told(onDepartmentGone, { id: 70 })
    await told(onDepartmentGone, { id: 71 })
    const left = (await departments()).filter(({ name }) => ['快闪店', '旧店'].includes(String(name)))
    expect(left).toMatchObject([{ name: '旧店', external_id: null }])
  })
})

describe('the directory of a further company of the vendor', () => {
  const there = { issuer: 'wwother', elsewhere: true }
  const accounts = async () =>
    (
      await tenant.system((work) =>
        work.records.list('organisation.staff_account', { fields: ['staff', 'issuer', 'account'], sort: ['account'], limit: 20 }),
      )
    ).data
  const named = async (name: string) =>
    (
      await tenant.system((work) =>
        work.records.list('organisation.staff', {
          filter: { field: 'name', op: 'eq', value: name },
          fields: ['wecom_userid', 'status', 'department'],
          sort: ['created_at'],
          limit: 20,
        }),
      )
    ).data

  it('has numbers and accounts of its own: the same ones here are others there', async () => {
    await told(onDepartmentSeen, { id: 71, name: '家里的', parent: 0 })
    await told(onDepartmentSeen, { id: 71, name: '那边的', parent: 0, ...there })
    expect(
      (await departments()).filter(({ name }) => ['家里的', '那边的'].includes(String(name))).map((one) => one.external_id),
    ).toEqual(['wecom:71', 'wecom:wwother:71'])
    await told(onStaffSeen, { userid: 'same.one', name: '同号', main_department: 71, status: 1 })
    for (let twice = 0; twice < 2; twice++)
      await told(onStaffSeen, { userid: 'same.one', name: '同号', main_department: 71, status: 1, ...there })
    const [here, other, more] = await named('同号')
    expect([here?.wecom_userid, other?.wecom_userid, more]).toEqual(['same.one', null, undefined])
    expect(here?.department).not.toBe(other?.department)
    expect(await accounts()).toMatchObject([{ staff: other?.id, issuer: 'wwother', account: 'same.one' }])
  })

  it('follows a changed account, in other capitals too; who is in both and leaves one loses that account alone', async () => {
    await told(onStaffSeen, { userid: 'one.new', old_userid: 'SAME.one', status: 1, ...there })
    expect(await accounts()).toMatchObject([{ account: 'one.new' }])
    const [here] = await named('同号')
    const [row] = await accounts()
    await tenant.system((work) => work.run('staff_account.assign', { id: row?.id, staff: here?.id ?? '' }))
    await told(onStaffGone, { userid: 'one.new', ...there })
    expect(await accounts()).toEqual([])
    expect((await named('同号'))[0]).toMatchObject({ wecom_userid: 'same.one', status: 'active' })

    await tenant.system((work) =>
      work.records.create('organisation.staff_account', {
        staff: here?.id,
        channel: 'wecom',
        issuer: 'wwother',
        account: 'back',
      }),
    )
    await told(onStaffSeen, { userid: 'same.one', status: 5 })
    expect((await named('同号'))[0]).toMatchObject({ wecom_userid: null, status: 'active' })
    await told(onStaffGone, { userid: 'back', ...there })
    expect((await named('同号'))[0]).toMatchObject({ status: 'left' })
  })
})
