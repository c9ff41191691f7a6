import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { findDuplicates } from '@lianke/engine-identity'
import type { Platform } from '@lianke/platform'
import { type BenchContext, defineBench, type Figure } from './bench.ts'
import { installBench, openBench } from './data.ts'
import { freshTenant } from './tenant.ts'

const system = { kind: 'system', id: 'bench' } as const
const f1Min = 95
/** A million persons in so many minutes; fewer in their share of it. */
const minutesMax = 10
const perStatement = 50_000
/** One in so many stands twice, with a slip. */
const twiceEvery = 20

const search = async (platform: Platform, tenant: string): Promise<void> => {
  await findDuplicates.run(
    {
      tenant,
      signal: new AbortController().signal,
      transaction: (act) => platform.work(tenant, system, act),
      progress: async () => undefined,
    },
    {},
  )
}

interface Found {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}
/** Of the suggestions those whose persons bear the same mark, held against how many there are. */
const foundIn = async (platform: Platform, tenant: string): Promise<Found> => {
  const [row] = await platform.database.query<{ all: number; right: number; truth: number }>(tenant, {
    text: `select (select count(*) from identity_suggestion)::int as all,
        (select count(*) from identity_suggestion s join customer_person a on a.id = s."left" join customer_person b on b.id = s."right"
          where a.source = b.source)::int as right,
        (select sum(n * (n - 1) / 2) from (select count(*) as n from customer_person group by source) g)::int as truth`,
  })
  const { all = 0, right = 0, truth = 1 } = row ?? {}
  const [precision, recall] = [right / Math.max(1, all), right / truth]
  return { precision, recall, f1: (200 * precision * recall) / Math.max(1e-9, precision + recall) }
}
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

const isDay = (digits: string): boolean => {
  const iso = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
  return /^\d{8}$/.test(digits) && !Number.isNaN(Date.parse(iso)) && new Date(iso).toISOString().startsWith(iso)
}

/** Febrl's first data set (BSD-3): a thousand records, five hundred of them a second time with typing errors. */
const febrl = async (context: BenchContext, path: string): Promise<Figure> => {
  const tenant = await freshTenant(context, 'febrl')
  const platform = await openBench(context, 4)
  try {
    const people = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split(',').map((cell) => cell.trim()))
    await platform.work(tenant, system, (work) =>
      work.records.upsert({
        object: 'customer.person',
        rows: people.map(([mark = '', given, family, number, street, more, suburb, postcode, , birth = '']) => ({
          source: mark.split('-')[1],
          name: `${given} ${family}`.trim() || null,
          birthday: isDay(birth) ? `${birth.slice(0, 4)}-${birth.slice(4, 6)}-${birth.slice(6)}` : null,
          address: { district: suburb, postcode, detail: `${number} ${street} ${more}`.trim() },
        })),
      }),
    )
    await search(platform, tenant)
    const { precision, recall, f1 } = await foundIn(platform, tenant)
    return {
      name: 'linkage: F1 on febrl 1',
      value: f1,
      unit: '%',
      floor: null,
      target: `≥ ${f1Min} %`,
      reached: f1 >= f1Min,
      note: `precision ${percent(precision)}, recall ${percent(recall)}`,
    }
  } finally {
    await platform.close()
  }
}

/** Persons with common Chinese names, some of them twice: a letter of the mail, a digit of the birthday or of the phone is another one. */
const fill = `insert into customer_person (id, source, name, gender, birthday, phone, email, stage, created_at, updated_at, version)
  select gen_random_uuid(), who::text,
    substr('王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗', 1 + (a % 20)::int, 1)
      || substr('伟芳娜敏静丽强磊军洋勇艳杰涛明超兰霞平刚桂英华玉萍红建文辉力婷宇浩凯健俊帆雪倩颖晨曦梓涵雨萱', 1 + ((a / 20) % 50)::int, 1)
      || substr('伟芳娜敏静丽强磊军洋勇艳杰涛明超兰霞平刚桂英华玉萍红建文辉力婷宇浩凯健俊帆雪倩颖晨曦梓涵雨萱', 1 + ((a / 1000) % 50)::int, 1),
    case when b % 2 = 0 then 'female' else 'male' end,
    date '1950-01-01' + ((b / 2) % 20000)::int + case when again and who % 3 = 0 then 1 else 0 end,
    '+861' || lpad((c % 10000000000 + case when again and who % 3 = 1 then 1 else 0 end)::text, 10, '3'),
    'u' || (d % 100000000007) || case when again and who % 3 = 2 then 'x' else '' end || '@example.com',
    'potential', now(), now(), 1
  from (select n, again, case when again then n - 1 else n end as who from
      (select n, n % ${twiceEvery} = 0 as again from generate_series($1::bigint, $2::bigint) as n) n1) n2,
    lateral (select abs(hashtextextended(who::text, 7) / 2) as a, abs(hashtextextended(who::text, 8) / 2) as b,
      abs(hashtextextended(who::text, 9) / 2) as c, abs(hashtextextended(who::text, 10) / 2) as d) h`

const many = async (context: BenchContext): Promise<readonly Figure[]> => {
  const tenant = await freshTenant(context, 'linkage')
  const platform = await openBench(context, 4)
  try {
    for (let from = 1; from <= context.persons; from += perStatement)
      await platform.database.query(tenant, {
        text: fill,
        values: [from, Math.min(context.persons, from + perStatement - 1)],
      })
    await platform.database.query(tenant, { text: 'analyze customer_person' })
    const begun = performance.now()
    await search(platform, tenant)
    const minutes = (performance.now() - begun) / 60_000
    const { precision, recall, f1 } = await foundIn(platform, tenant)
    const most = minutesMax * Math.max(0.05, context.persons / 1_000_000)
    return [
      {
        name: `linkage: ${context.persons.toLocaleString('en')} persons compared`,
        value: minutes,
        unit: 'minutes',
        floor: null,
        target: `≤ ${most.toPrecision(2)}`,
        reached: minutes <= most,
        note: `precision ${percent(precision)}, recall ${percent(recall)}, F1 ${f1.toFixed(1)} %`,
      },
    ]
  } finally {
    await platform.close()
  }
}

/** Duplicates by what is known of persons: how well on data whose truth is known, and how long over all of them. */
export const linkageBench = defineBench({
  name: 'linkage',
  async run(context): Promise<readonly Figure[]> {
    await installBench(context)
    const path = resolve(process.env.LIANKE_SHARED ?? '../shared', 'data/febrl/dataset1.csv')
    if (!existsSync(path)) context.say(`${path} is absent: F1 is not measured`)
    return [...(existsSync(path) ? [await febrl(context, path)] : []), ...(await many(context))]
  },
})
