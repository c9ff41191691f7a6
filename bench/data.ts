import { buildModel, createTenant, installHome, openDatabase, openPlatform, type Platform } from '@lianke/platform'
import { installJobs } from '@lianke/platform/jobs'
import { makeAccount } from '@lianke/platform/http'
import type { Actor } from '@lianke/kernel'
import { definitions } from '../apps/definitions.ts'
import type { BenchContext } from './bench.ts'

export const benchTenant = 'bench'
export const benchSecret = 'a secret for benches only'
export const benchLogin = { email: 'bench@example.com', password: 'Kept-for-2026-figures' }
const system: Actor = { kind: 'system', id: 'bench' }
const setSize = 100_000

export const openBench = (context: Pick<BenchContext, 'databaseUrl' | 'clickhouseUrl'>, connectionsMax = 10): Promise<Platform> =>
  openPlatform({
    databaseUrl: context.databaseUrl,
    clickhouseUrl: context.clickhouseUrl,
    secret: benchSecret,
    modules: definitions,
    connectionsMax,
  })

/** The installation's own schema and the queue, for benches with tenants of their own. */
export const installBench = async (context: BenchContext): Promise<void> => {
  const database = openDatabase({ url: context.databaseUrl, max: 2 })
  await installHome(database)
  await installJobs(context.databaseUrl)
  await database.close()
}

/** A tenant with 60 staff in 12 departments and `persons` people, made once and kept; answers the team manager who asks. */
export const makeBenchTenant = async (context: BenchContext): Promise<{ manager: string; staff: readonly string[] }> => {
  await installBench(context)
  const database = openDatabase({ url: context.databaseUrl, max: 2 })
  const [known] = await database.home.query({ text: 'select 1 from lianke.tenant where id = $1', values: [benchTenant] })
  if (!known)
    await createTenant(
      database,
      { id: benchTenant, name: 'Bench', zone: 'Asia/Shanghai', locale: 'zh-CN', baseCurrency: 'CNY' },
      buildModel(definitions),
    )
  await database.close()
  const platform = await openBench(context)
  try {
    if (!known) await company(platform)
    const staff = await platform.database.query<{ id: string; name: string }>(benchTenant, {
      text: 'select id, name from organisation_staff order by created_at, id',
    })
    await fill(
      platform,
      context,
      staff.map((row) => row.id),
    )
    return { manager: staff[0]?.id ?? '', staff: staff.map((row) => row.id) }
  } finally {
    await platform.close()
  }
}

const company = async (platform: Platform): Promise<void> => {
  const staff = await platform.work(benchTenant, system, async (work) => {
    const role = await work.records.create('organisation.role', {
      name: 'Team manager',
      objects: { '*': { read: 'team', update: 'team', delete: 'none', create: true } },
      rights: ['records.reveal'],
    })
    const departments = await work.records.upsert({
      object: 'organisation.department',
      rows: Array.from({ length: 12 }, (_, n) => ({ name: `Store ${n}` })),
    })
    const made = await work.records.upsert({
      object: 'organisation.staff',
      rows: Array.from({ length: 60 }, (_, n) => ({ name: `Guide ${n}`, roles: [role.id], department: departments.ids[n % 12] })),
    })
    return made.ids as string[]
  })
  const account = await makeAccount(platform.database, { name: 'Bench', ...benchLogin }, benchTenant)
  await platform.work(benchTenant, system, (work) => work.records.update('organisation.staff', staff[0] ?? '', { account }))
}

const fill = async (platform: Platform, { persons, say }: BenchContext, staff: readonly string[]): Promise<void> => {
  const [there] = await platform.database.query<{ n: number }>(benchTenant, {
    text: 'select count(*)::int as n from customer_person',
  })
  if ((there?.n ?? 0) >= persons) return
  for (let from = there?.n ?? 0; from < persons; from += setSize) {
    await platform.database.transaction(
      benchTenant,
      (tx) => tx.execute({ text: peopleSql, values: [from, Math.min(persons, from + setSize) - 1, staff] }),
      { timeoutMs: 600_000 },
    )
    say(`${Math.min(persons, from + setSize).toLocaleString('en')} people`)
  }
  await platform.database.home.query({ text: `analyze t_${benchTenant}.customer_person` })
}

/** People like real ones: Chinese names of a few hundred syllables, a fifth without a phone, spread over three years, owners and stages uneven. */
const peopleSql = `insert into customer_person (id, name, phone, stage, source, tags, owner, created_at, updated_at, version, last_seen_at, gender, anonymous)
  select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid,
    substr('王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧', 1 + n % 30, 1) || substr('子雨欣怡梓涵一诺浩宇轩晨曦思琪佳明志远晓彤嘉', 1 + (n / 30) % 24, 1) || substr('涵萱琪彤宇轩辰睿泽博妍妮娜婷静敏芳丽强军杰涛', 1 + (n / 720) % 23, 1),
    case when n % 5 < 4 then '+8619' || lpad((n % 1000000000)::text, 9, '0') end,
    (array['potential','potential','potential','potential','interested','interested','customer','customer','loyal','advocate'])[1 + (n * 7) % 10],
    (array['live','store','poster','referral','ads'])[1 + n % 5],
    case when n % 3 = 0 then array[(array['敏感肌','油皮','抗老','美白','会员日'])[1 + (n / 3) % 5]] else '{}'::text[] end,
    ($3::uuid[])[1 + (n * 13) % 60], at, at, 1, at + interval '1 day', (array['female','female','male','unknown'])[1 + n % 4], false
  from (select n, timestamptz '2023-11-01' + make_interval(secs => n * 94.0) as at from generate_series($1::int, $2::int) n) g`
