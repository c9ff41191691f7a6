import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import pg from 'pg'
import { testUrls } from '../../../testing/index.ts'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../database.ts'

const suffix = Math.random().toString(36).slice(2, 10)
const [left, right] = [`l${suffix}`, `r${suffix}`]
let database: Database
let admin: pg.Client

beforeAll(async () => {
  admin = new pg.Client({ connectionString: testUrls().databaseUrl })
  await admin.connect()
  for (const tenant of [left, right]) {
    await admin.query(`create role "t_${tenant}" nologin; create schema "t_${tenant}" authorization "t_${tenant}"; set role "t_${tenant}"; set search_path to "t_${tenant}";
      create table mine (id int primary key, name text); insert into mine values (1, '${tenant}'); reset role`)
  }
  database = openDatabase({ url: testUrls().databaseUrl, max: 3 })
})
afterAll(async () => {
  await database.close()
  for (const tenant of [left, right]) await admin.query(`drop schema "t_${tenant}" cascade; drop role "t_${tenant}"`)
  await admin.end()
})

describe('values', () => {
  it('come as ISO instants, days, exact texts and safe numbers', async () => {
    const [row] = await database.query(
      left,
      sql`select '2024-03-05 15:20:00.1234+08'::timestamptz as at, '2024-03-05'::date as day, 1.50::numeric as amount,
      12::int8 as small, 9007199254740993::int8 as large, '{"a":[1]}'::jsonb as json, array['2024-03-05 00:00+00'::timestamptz] as times`,
    )
    expect(row).toEqual({
      at: '2024-03-05T07:20:00.123Z',
      day: '2024-03-05',
      amount: '1.50',
      small: 12,
      large: '9007199254740993',
      json: { a: [1] },
      times: ['2024-03-05T00:00:00.000Z'],
    })
  })

  it('are always bound, and one statement is one statement', async () => {
    const hostile = `x'; drop table mine; --`
    expect(await database.query(left, sql`select ${hostile} as said`)).toEqual([{ said: hostile }])
    await expect(database.query(left, { text: 'select 1; reset role' })).rejects.toMatchObject({ code: '42601' })
  })
})

describe('tenants', () => {
  it('never see each other through pooled sessions, whatever the order', async () => {
    const asked = Array.from({ length: 60 }, (_, n) => (n % 3 === 0 ? left : right))
    const seen = await Promise.all(
      asked.map(async (tenant) => (await database.query<{ name: string }>(tenant, { text: 'select name from mine' }))[0]?.name),
    )
    expect(seen).toEqual(asked)
  })

  it('keep their place when a statement of theirs fails', async () => {
    await expect(database.query(left, { text: 'select 1 / 0' })).rejects.toMatchObject({ code: '22012' })
    expect(await database.query(right, { text: 'select current_user::text as me' })).toEqual([{ me: `t_${right}` }])
    expect(await database.query(left, { text: 'select current_user::text as me' })).toEqual([{ me: `t_${left}` }])
  })

  it('are refused as words when their id is no id', async () => {
    await expect(async () => database.query('x"; reset role; --', { text: 'select 1' })).rejects.toThrow('tenant id')
  })
})

describe('transactions', () => {
  it('write nothing when they fail, and run their hooks only after a commit', async () => {
    const told: string[] = []
    await expect(
      database.transaction(left, async (tx) => {
        tx.afterCommit(() => told.push('failed'))
        await tx.execute({ text: 'insert into mine values (2, $1)', values: ['gone'] })
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    await database.transaction(left, async (tx) => {
      tx.afterCommit(() => told.push('done'))
      await tx.execute({ text: 'insert into mine values (3, $1)', values: ['kept'] })
      expect(told).toEqual([])
    })
    expect(told).toEqual(['done'])
    expect(await database.query(left, { text: 'select id from mine order by id' })).toEqual([{ id: 1 }, { id: 3 }])
  })

  it('are committed with what waits for a next statement, and not when it fails', async () => {
    const add = (id: number) => ({ text: 'insert into mine values ($1, $2)', values: [id, 'last'] })
    // Three times: at first sight, being prepared, and prepared.
    for (const id of [61, 62, 63]) {
      await database.transaction(left, async (tx) => {
        await tx.execute({ text: 'update mine set name = name' })
        tx.send(add(id))
      })
      const twice = database.transaction(left, async (tx) => {
        await tx.execute({ text: 'insert into mine values ($1, $2)', values: [id + 10, 'first'] })
        tx.send(add(id), (error) => new Error('told', { cause: error }))
      })
      await expect(twice).rejects.toMatchObject({ message: 'told', cause: { code: '23505' } })
    }
    const kept = { text: 'select id from mine where id > 60 order by id' }
    expect(await database.query(left, kept)).toEqual([{ id: 61 }, { id: 62 }, { id: 63 }])
    // What waits may be all there is.
    await database.transaction(left, async (tx) => tx.send({ text: 'delete from mine where id > 60' }))
    expect(await database.query(left, kept)).toEqual([])
  })

  it('send what waits with the next statement: that one sees it, answers for itself, and tells its failure', async () => {
    const add = (id: number) => ({ text: 'insert into mine values ($1, $2)', values: [id, 'waits'] })
    const seen = { text: 'select id from mine where id > 80 order by id' }
    // At first sight, being prepared, and prepared.
    for (const id of [81, 82, 83]) {
      const rows = await database.transaction(left, async (tx) => {
        tx.send(add(id))
        tx.send({ text: 'update mine set name = $2 where id = $1', values: [id, 'changed'] })
        return tx.query<{ id: number }>(seen)
      })
      expect(rows.at(-1)).toEqual({ id })
      const failing = database.transaction(left, async (tx) => {
        tx.send(add(id + 10))
        tx.send(add(id), () => new Error('the second'))
        tx.send(add(id + 10), () => new Error('the third'))
        return tx.query(seen)
      })
      await expect(failing).rejects.toThrow('the second')
    }
    expect(await database.query(left, seen)).toEqual([{ id: 81 }, { id: 82 }, { id: 83 }])
    await database.query(left, { text: 'delete from mine where id > 80' })
  })

  it('take a part back that throws or is not to be kept, and go on', async () => {
    const add = (id: number) => ({ text: 'insert into mine values ($1, $2)', values: [id, 'part'] })
    await database.transaction(left, async (tx) => {
      tx.send(add(71))
      const failed = tx.attempt(async () => {
        await tx.attempt(async () => tx.send(add(72)))
        tx.send(add(71))
      })
      await expect(failed).rejects.toMatchObject({ code: '23505' })
      // Nothing was sent yet: there is nothing to take back.
      await expect(tx.attempt(() => Promise.reject(new Error('early')))).rejects.toThrow('early')
      expect(await tx.attempt(() => tx.execute(add(73)), { keep: false })).toBe(1)
      const inner = () => tx.attempt(() => tx.execute(add(75)))
      expect(await tx.attempt(inner, { keep: false })).toBe(1)
      await tx.attempt(async () => tx.send(add(74)))
      // What is tried only fails as it would have: with the last of what it sent, too.
      await expect(tx.attempt(async () => tx.send(add(74)), { keep: false })).rejects.toMatchObject({ code: '23505' })
    })
    const kept = { text: 'select id from mine where id > 70 order by id' }
    expect(await database.query(left, kept)).toEqual([{ id: 71 }, { id: 74 }])
    await database.query(left, { text: 'delete from mine where id > 70' })
  })

  it('go on by name after a statement that failed while it was being prepared', async () => {
    const divide = { text: 'select 10 / $1::int as share' }
    const ask = (by: unknown) => database.query(left, { ...divide, values: [by] })
    expect(await ask(5)).toEqual([{ share: 2 }])
    for (const by of ['no number', 0, 'no number'])
      await expect(ask(by)).rejects.toMatchObject({ code: by === 0 ? '22012' : '22P02' })
    expect(await ask(2)).toEqual([{ share: 5 }])
    expect(await ask(1)).toEqual([{ share: 10 }])
  })

  it('are tried again when two lock each other out', async () => {
    await database.transaction(right, (tx) => tx.execute({ text: `insert into mine values (10, 'a'), (11, 'b')` }))
    let attempts = 0
    let meet: () => void = () => undefined
    const both = new Promise<void>((resolve) => {
      meet = resolve
    })
    let arrived = 0
    const add = (first: number, second: number) =>
      database.transaction(right, async (tx) => {
        attempts++
        await tx.execute({ text: `update mine set name = name || 'x' where id = $1`, values: [first] })
        if (++arrived === 2) meet()
        await both
        await tx.execute({ text: `update mine set name = name || 'x' where id = $1`, values: [second] })
      })
    await Promise.all([add(10, 11), add(11, 10)])
    expect(attempts).toBe(3)
    expect(await database.query(right, { text: 'select name from mine where id in (10, 11) order by id' })).toEqual([
      { name: 'axx' },
      { name: 'bxx' },
    ])
  })

  it('are planned anew while the table they ask grows, and then no more often than it matters', async () => {
    const one = openDatabase({ url: testUrls().databaseUrl, max: 1 })
    try {
      const plannedAt = async () => {
        const text = `select now() - now() as asked from generate_series(1, 1)`
        await one.query(left, { text })
        const [row] = await one.query<{ at: string }>(left, {
          text: `select prepare_time as at from pg_prepared_statements where statement = $1`,
          values: [text],
        })
        return row?.at ?? null
      }
      const seen = new Set<string | null>()
      // Once at its first use and once when the plan is a second old; the third is due when it is five.
      const begun = performance.now()
      for (; seen.size < 2 || performance.now() - begun < 2000; await setTimeout(50)) {
        const at = await plannedAt()
        if (at !== null && performance.now() - begun < 4000) seen.add(at)
      }
      expect(seen.size).toBe(2)
      const whole = () => one.query(left, { text: 'select * from mine order by id limit 1' })
      await whole()
      await whole()
      await one.transaction(left, (tx) => tx.script('alter table mine add column shown int default 7'))
      await setTimeout(1100)
      expect(await whole()).toEqual([{ id: 1, name: left, shown: 7 }])
      await one.transaction(left, (tx) => tx.script('alter table mine drop column shown'))
      expect(await whole()).toEqual([{ id: 1, name: left }])
    } finally {
      await one.close()
    }
  })

  it('go on when a table changes under a prepared statement', async () => {
    for (let n = 0; n < 3; n++) await database.query(left, { text: 'select * from mine where id = $1', values: [1] })
    await database.transaction(left, (tx) => tx.script('alter table mine add column more int'))
    expect(await database.query(left, { text: 'select * from mine where id = $1', values: [1] })).toEqual([
      { id: 1, name: left, more: null },
    ])
  })

  it('copy rows in, and nothing when the source breaks off', async () => {
    const lines = function* (count: number, fail = false) {
      for (let n = 0; n < count; n++) yield `${100 + n}\trow ${n}\n`
      if (fail) throw new Error('the file ended early')
    }
    expect(await database.transaction(right, (tx) => tx.copyIn('copy mine (id, name) from stdin', lines(1000)))).toBe(1000)
    await database.transaction(right, (tx) => tx.execute({ text: 'delete from mine where id >= 100' }))
    await expect(
      database.transaction(right, (tx) => tx.copyIn('copy mine (id, name) from stdin', lines(10, true))),
    ).rejects.toThrow('the file ended early')
    expect(await database.query(right, { text: 'select count(*) as count from mine where id >= 100' })).toEqual([{ count: 0 }])
  })
})

describe('sessions that the server ends', () => {
  it('are replaced, and what is notified afterwards is heard', async () => {
    const own = openDatabase({
      url: `${testUrls().databaseUrl}${testUrls().databaseUrl.includes('?') ? '&' : '?'}application_name=lost_${suffix}`,
      max: 2,
    })
    const heard: string[] = []
    const channel = `spec_${suffix}`
    const again = new Promise<void>((resolve) => {
      void own.listen(channel, (payload) => {
        heard.push(payload)
        if (payload === '') resolve()
      })
    })
    await own.query(left, { text: 'select 1' })
    await expect.poll(() => own.notify(channel, 'one').then(() => heard.includes('one'))).toBe(true)
    await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1`, [`lost_${suffix}`])
    await again
    expect(await own.query(left, { text: 'select 1 as one' })).toEqual([{ one: 1 }])
    await own.notify(channel, 'two')
    await expect.poll(() => heard.includes('two')).toBe(true)
    await own.close()
  })
})

describe('transactions that hold every session', () => {
  it('may each ask something beside their own, and others wait their turn', async () => {
    const own = openDatabase({ url: testUrls().databaseUrl, max: 2 })
    let inside = 0
    let all: () => void = () => undefined
    const both = new Promise<void>((resolve) => {
      all = resolve
    })
    const beside = (n: number) =>
      own.transaction(left, async () => {
        inside++
        if (inside === 2) all()
        if (n < 2) await both
        return own.query<{ n: number }>(right, { text: 'select $1::int as n', values: [n] })
      })
    const answers = await Promise.all(Array.from({ length: 6 }, (_, n) => beside(n)))
    expect(answers.map(([row]) => row?.n)).toEqual([0, 1, 2, 3, 4, 5])
    await own.close()
  })
})
