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

  it('is where somebody of ours works too, if both tell one telephone or one mail: one record with an account in each', async () => {
    await told(onStaffSeen, { userid: 'phone.here', name: '电话同', mobile: '13811110001', status: 1 })
    await told(onStaffSeen, { userid: 'phone.there', name: '电话同（那边）', mobile: '+86 138 1111 0001', status: 1, ...there })
    await told(onStaffSeen, { userid: 'mail.there', name: '邮件同（那边）', emails: ['Mail@corp.example'], status: 1, ...there })
    await told(onStaffSeen, { userid: 'mail.here', name: '邮件同', emails: ['mail@corp.example'], status: 1 })
    for (const [name, elsewhere] of [
      ['电话同（那边）', '电话同'],
      ['邮件同', '邮件同（那边）'],
    ] as const) {
      expect(await named(name)).toEqual([])
      expect(await named(elsewhere)).toHaveLength(1)
    }
    const [byPhone] = await named('电话同')
    const [byMail] = await named('邮件同（那边）')
    expect([byPhone?.wecom_userid, byMail?.wecom_userid]).toEqual(['phone.here', 'mail.here'])
    const rows = await accounts()
    expect(rows.find(({ account }) => account === 'phone.there')?.staff).toBe(byPhone?.id)
    expect(rows.find(({ account }) => account === 'mail.there')?.staff).toBe(byMail?.id)
  })

  it('tells of somebody else where the telephone is that of two, of who has left, or of who is in no directory', async () => {
    for (const userid of ['two.a', 'two.b']) await told(onStaffSeen, { userid, name: userid, mobile: '13811110002', status: 1 })
    await told(onStaffSeen, { userid: 'two.there', name: '两人一号', mobile: '13811110002', status: 1, ...there })
    await told(onStaffSeen, { userid: 'left.here', name: '走了', mobile: '13811110003', status: 1 })
    await told(onStaffGone, { userid: 'left.here' })
    await told(onStaffSeen, { userid: 'left.there', name: '走了一号', mobile: '13811110003', status: 1, ...there })
    await tenant.system((work) => work.records.create('organisation.staff', { name: '自建', phone: '13811110004' }))
    await told(onStaffSeen, { userid: 'own.there', name: '自建一号', mobile: '13811110004', status: 1, ...there })
    for (const name of ['两人一号', '走了一号', '自建一号']) expect(await named(name)).toHaveLength(1)
    // A number that is none, and a mail that somebody else has, keep nobody from being known.
    await told(onStaffSeen, {
      userid: 'odd.there',
      name: '怪号码',
      mobile: '###',
      emails: ['mail@corp.example'],
      status: 1,
      ...there,
    })
  })

  it('that tells the telephone later makes one of the two that were made apart; what the account did goes along', async () => {
    await told(onStaffSeen, { userid: 'late.here', name: '后来', mobile: '13811110005', status: 1 })
    await told(onStaffSeen, { userid: 'late.there', name: '后来（那边）', status: 1, ...there })
    const [own] = await named('后来')
    const [twin] = await named('后来（那边）')
    expect(twin).toBeTruthy()
    for (let twice = 0; twice < 2; twice++)
      await told(onStaffSeen, { userid: 'late.there', name: '后来（那边）', mobile: '13811110005', status: 1, ...there })
    expect((await accounts()).find(({ account }) => account === 'late.there')?.staff).toBe(own?.id)
    expect((await named('后来（那边）'))[0]).toMatchObject({ id: twin?.id, status: 'left' })
    expect((await named('后来'))[0]).toMatchObject({ status: 'active' })
  })

  it('is not taken for it where somebody signs in by the other record, or has rights by it', async () => {
    const role = await tenant.system((work) =>
      work.records.create('organisation.role', { name: '有权', objects: {}, rights: [] }),
    )
    await told(onStaffSeen, { userid: 'right.here', name: '有权者', mobile: '13811110006', status: 1 })
    await told(onStaffSeen, { userid: 'right.there', name: '有权者（那边）', status: 1, ...there })
    const [twin] = await named('有权者（那边）')
    await tenant.system((work) => work.records.update('organisation.staff', twin?.id ?? '', { roles: [role.id] }))
    await told(onStaffSeen, { userid: 'right.there', mobile: '13811110006', status: 1, ...there })
    expect((await named('有权者（那边）'))[0]).toMatchObject({ status: 'active' })
    expect((await accounts()).find(({ account }) => account === 'right.there')?.staff).toBe(twin?.id)
  })

  it.each([
    ['*', '13811110007'],
    ['platform.accounts', '13811110008'],
  ])('is not taken for one who holds %s: whoever keeps the other directory would sign in as him', async (right, mobile) => {
    const role = await tenant.system((work) =>
      work.records.create('organisation.role', { name: `管理 ${right}`, objects: {}, rights: [right] }),
    )
    const [userid, name, elsewhere] = [`boss.${mobile}`, `老板 ${right}`, `自称老板 ${right}`]
    await told(onStaffSeen, { userid, name, mobile, status: 1 })
    const [boss] = await named(name)
    await tenant.system((work) => work.records.update('organisation.staff', boss?.id ?? '', { roles: [role.id] }))
    await told(onStaffSeen, { userid: `${userid}.there`, name: elsewhere, mobile, status: 1, ...there })
    expect(await named(elsewhere)).toHaveLength(1)
    expect((await accounts()).find(({ account }) => account === `${userid}.there`)?.staff).not.toBe(boss?.id)
  })

  it('follows a changed account, in other capitals too; who is in both and leaves one loses that account alone', async () => {
    await told(onStaffSeen, { userid: 'one.new', old_userid: 'SAME.one', status: 1, ...there })
    const row = (await accounts()).find(({ account }) => account === 'one.new')
    expect(row).toBeTruthy()
    const [here] = await named('同号')
    await tenant.system((work) => work.run('staff_account.assign', { id: row?.id, staff: here?.id ?? '' }))
    await told(onStaffGone, { userid: 'one.new', ...there })
    expect((await accounts()).map(({ account }) => account)).not.toContain('one.new')
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
