import { openSandbox } from '@lianke/wecom-sandbox'

/** A simulated corporation with so many customers, some of them friends of several members, in a process of its own. */
const { corp, secret, members, contacts } = JSON.parse(process.env.WECOM ?? '{}') as {
  corp: string
  secret: string
  members: number
  contacts: number
}
const tags = ['银卡', '金卡', '黑金', '干性', '油性', '门店', '直播']
const sandbox = await openSandbox({
  port: 0,
  seed: {
    corp: { corp_id: corp },
    apps: [
      {
        agent_id: 1_000_021,
        name: '连客',
        secret,
        permissions: ['contacts', 'customer', 'message'],
        visible: '*',
        trusted_ip: true,
        enabled: true,
      },
    ],
    staff: Array.from({ length: members }, (_, n) => ({ userid: `member-${n}`, name: `员工${n}` })),
    customers: Array.from({ length: contacts }, (_, n) => ({
      name: `客户${n}`,
      gender: ((n % 2) + 1) as 1 | 2,
      userid: `member-${n % members}`,
      unionid: `union-${n}`,
      tags: n % 3 === 0 ? [tags[n % tags.length] ?? ''] : [],
      remark: `客户${n}-备注`,
      ...(n % 4 === 0 ? { mobiles: [`199${String(n).padStart(8, '0')}`] } : {}),
    })),
  },
})
process.send?.({ port: Number(new URL(sandbox.url).port) })
process.on('disconnect', () => process.exit())
process.on('SIGTERM', () => process.exit())
