import { parse } from 'csv-parse/sync'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { testTenant, type TestTenant } from '@lianke/platform/testing'
import { dryRunImport, type Mapping, moveRun, newImport, runImport, setMapping } from '@lianke/platform/imports'
import { defineObject, label, longText, text } from '@lianke/kernel'
import { afterEach, describe, expect, it } from 'vitest'
import { lineCents } from '../../packs/retail/index.ts'
import { definitions } from '../definitions.ts'
import { faultyFiles, messyLeads } from './messy-files.testing.ts'

const shared = join(process.env.LIANKE_SHARED ?? join(import.meta.dirname, '../../../shared'), 'data')
const here = existsSync(join(shared, 'messy'))

/** A sheet of long texts, as wide as those of the CSV spectrum. */
const sheet = defineObject({
  name: 'sheet.row',
  label: label('行', 'Row'),
  plural: label('行', 'Rows'),
  icon: 'list',
  title: 'one',
  fields: {
    one: text(label('一', 'One')),
    ...Object.fromEntries(
      ['a', 'b', 'c', 'd', 'e'].map((name) => [name, longText(label(`格${name}`, `Cell ${name}`), { max: 4000 })]),
    ),
  },
})

interface Went {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly refused: number
  readonly blank: number
}
let tenant: TestTenant
const opened: TestTenant[] = []
const company = async (): Promise<TestTenant> => {
  tenant = await testTenant({ modules: [...definitions, { name: 'sheet', label: label('表格', 'Sheets'), objects: [sheet] }] })
  opened.push(tenant)
  return tenant
}
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

/** Takes a file in as the wizard does: seen, matched as it proposes and somebody then chooses, tried, imported. The trial must have told the truth. */
const take = async (
  file: string,
  object: string,
  choose: (proposed: Mapping, column: (name: string) => number) => Mapping = (one) => one,
) => {
  const { platform, id } = tenant
  const actor = { kind: 'system', id: 'wizard' } as const
  const { run, suggested } = await newImport(platform, id, actor, { object, path: join(shared, file), fileName: file })
  const column = (name: string): number => run.columns.find((one) => one.name === name)?.index ?? -1
  await setMapping(platform, id, actor, run.id, choose(suggested, column))
  const tried = await dryRunImport(platform, id, actor, run.id)
  await moveRun(platform, id, actor, run.id, 'start')
  await runImport(platform, id, run.id)
  const [went] = await platform.database.query<Went>(id, {
    text: 'select created, updated, unchanged, refused, blank from import_run where id = $1',
    values: [run.id],
  })
  const refused = await platform.database.query<{ said: string }>(id, {
    text: `select row || ' ' || path || ' ' || code as said from import_problem where run = $1 order by row, position`,
    values: [run.id],
  })
  if (!went) throw new Error('there is the run')
  if (tried.complete)
    expect(tried.problems.map(({ row, path, code }) => `${row} ${path} ${code}`).toSorted()).toEqual(
      refused.map(({ said }) => said).toSorted(),
    )
  if (tried.complete)
    expect([tried.created, tried.updated, tried.unchanged, tried.refused, tried.blank]).toEqual([
      went.created,
      went.updated,
      went.unchanged,
      went.refused,
      went.blank,
    ])
  return { ...went, problems: refused.map(({ said }) => said.trim()) }
}
const rows = (statement: string): Promise<Record<string, unknown>[]> =>
  tenant.platform.database.query(tenant.id, { text: statement })
const lines = async (statement: string): Promise<string[]> =>
  (await rows(statement)).map((row) =>
    Object.values(row)
      .map((value) => (value === null ? '' : String(value).replaceAll('\n', ' / ')))
      .join(' | '),
  )

/** What a column is told beside what was proposed. */
const with_ =
  (field: string, change: Partial<Mapping['columns'][number]>) =>
  (proposed: Mapping): Mapping => ({
    ...proposed,
    columns: proposed.columns.map((one) => (one.field === field ? { ...one, ...change } : one)),
  })
const leads = `select name, phone, email, company, status, source, remark from lead_lead where deleted_at is null order by id`

/** What somebody chooses beside what is proposed, where a careful person would. */
const agency = (proposed: Mapping): Mapping => {
  const told = with_('status', {
    values: { GOOD_LEAD_FOLLOW_UP: 'contacted', DID_NOT_CONNECT: 'new', BAD_LEAD: 'new', SALE_DONE: 'qualified' },
  })(with_('phone', { region: 'IN' })(proposed))
  return { ...told, migrating: true }
}
const openLeads = (proposed: Mapping, column: (name: string) => number): Mapping => ({
  ...proposed,
  columns: [
    ...proposed.columns,
    {
      column: column('Lead Status'),
      field: 'status',
      values: { 'Open - Not Contacted': 'new', 'Working - Contacted': 'contacted', 'Closed - Converted': 'converted' },
    },
  ],
  migrating: true,
})
const chosen: Readonly<Record<string, Parameters<typeof take>[2]>> = {
  '06-agency-crm-export.csv': agency,
  '24-salesforce-style.csv': openLeads,
  '26-large-dataset-200-rows.csv': agency,
}

describe.skipIf(!here)('lead lists as people send them (../shared/data/messy; skipped where they are absent)', () => {
  it.each(Object.entries(messyLeads))('%s', async (file, expected) => {
    await company()
    const { problems, ...went } = await take(`messy/${file}`, 'lead.lead', chosen[file])
    expect({ went: Object.values(went).join(' '), problems, leads: await lines(leads) }).toEqual({
      problems: [],
      ...expected,
    })
  })
  it('26-large-dataset-200-rows.csv', async () => {
    await company()
    const file = '26-large-dataset-200-rows.csv'
    const { problems, ...went } = await take(`messy/${file}`, 'lead.lead', chosen[file])
    expect([Object.values(went).join(' '), problems]).toEqual(['200 0 0 0 0', []])
    const told = parse(readFileSync(join(shared, 'messy', file)), { columns: true, bom: true }) as Record<string, string>[]
    const status = { GOOD_LEAD_FOLLOW_UP: 'contacted', DID_NOT_CONNECT: 'new', BAD_LEAD: 'new', SALE_DONE: 'qualified' }
    expect(await lines(leads)).toEqual(
      told.map((row) =>
        [row.Name, '', row.Email, row.Company, status[row.Status as keyof typeof status], row.Source, `手机: ${row.Phone}`].join(
          ' | ',
        ),
      ),
    )
  })
  it('are all named here', () => {
    const files = readdirSync(join(shared, 'messy')).filter((one) => one.endsWith('.csv'))
    expect(files.sort()).toEqual([...Object.keys(messyLeads), '26-large-dataset-200-rows.csv'].sort())
  })
})

/** Cells that come as they were written: `one` stays empty. */
const asCells = (proposed: Mapping, width: number): Mapping => ({
  ...proposed,
  key: [],
  columns: ['a', 'b', 'c', 'd', 'e'].slice(0, width).map((field, column) => ({ column, field })),
})
const plainText = (text: string): string => text.replaceAll('\r\n', '\n').trim()
describe.skipIf(!here)('the CSV spectrum (../shared/data/csv_spectrum; skipped where it is absent)', () => {
  const files = here ? readdirSync(join(shared, 'csv_spectrum/csvs')).filter((one) => one.endsWith('.csv')) : []
  it.each(files)('%s', async (file) => {
    await company()
    const truth: unknown = JSON.parse(readFileSync(join(shared, 'csv_spectrum/json', file.replace('.csv', '.json')), 'utf8'))
    const told = [truth].flat() as Record<string, string>[]
    const names = Object.keys(told[0] ?? {})
    // The truth tells another number than its file.
    for (const row of told) if (row['Contact Phone Number'] === '1234567890') row['Contact Phone Number'] = '2095257564'
    const { problems } = await take(`csv_spectrum/csvs/${file}`, 'sheet.row', (one) => asCells(one, names.length))
    expect(problems).toEqual([])
    const kept = await rows('select a, b, c, d, e from sheet_row order by id')
    const cells = (row: Record<string, unknown>) =>
      ['a', 'b', 'c', 'd', 'e'].slice(0, names.length).map((name) => row[name] ?? '')
    expect(kept.map(cells)).toEqual(told.map((row) => names.map((name) => plainText(row[name] ?? ''))))
  })
})

describe.skipIf(!here)('files that went wrong elsewhere (../shared/data/faults; skipped where they are absent)', () => {
  const people = `select name, phone, birthday::text, company, remark from customer_person where deleted_at is null order by id`
  it.each(Object.entries(faultyFiles))('%s', async (file, expected) => {
    await company()
    const { problems, ...went } = await take(`faults/${file}`, 'customer.person')
    expect({ went: Object.values(went).join(' '), problems, people: await lines(people) }).toEqual({ problems: [], ...expected })
  })
  it('csv-first-of-key-refused.csv: the second row of a number says what it is called', async () => {
    await company()
    const went = await take('faults/csv-first-of-key-refused.csv', 'commerce.product', (proposed, column) => ({
      ...proposed,
      columns: [
        { column: column('id'), field: 'code' },
        { column: column('title'), field: 'name' },
        { column: column('price'), field: 'price' },
      ],
      key: ['code'],
    }))
    expect(went).toMatchObject({ created: 1, updated: 1, refused: 0 })
    expect(await lines('select code, name, price::float8 from commerce_product')).toEqual(['Q1 | second | 2'])
  })
  it('csv-orders-by-phone.csv: two ways to write the number of one buyer', async () => {
    await company()
    await tenant.system((work) => work.records.create('customer.person', { name: '买家', phone: '13713639827' }))
    // What was ordered elsewhere is no draft: the sums it came with stay.
    const went = await take('faults/csv-orders-by-phone.csv', 'commerce.order', (proposed) => ({
      ...proposed,
      constants: { status: 'confirmed' },
    }))
    expect(went.problems).toEqual([])
    expect(went).toMatchObject({ created: 2, refused: 0 })
    expect(
      await lines(
        `select o.external_number, p.name, o.total::float8 from commerce_order o join customer_person p on p.id = o.person order by o.id`,
      ),
    ).toEqual(['EX1639827 | 买家 | 100', 'EX2639827 | 买家 | 100'])
  })
})

describe.skipIf(!here)('orders of Chinese shops (../shared/data/gb18030; skipped where they are absent)', () => {
  const taobaoOrders = ['10001 | 夏季短袖 | 白色,L | 1 | 39 | 39', '10002 | 手机保护壳 | 透明 | 1 | 19.9 | 19.9']
  const jdOrders = ['20001 | 蓝牙耳机 |  | 1 | 89 | 89', '20002 | 充电线 |  | 1 | 15.9 | 15.9']
  const orders = `select o.external_number, l.name, l.remark, l.quantity::float8, l.price::float8, o.total::float8 from commerce_order o join commerce_order_line l on l."order" = o.id order by l.id`
  it.each([
    'taobao-gb18030.csv',
    'batch-input/taobao.csv',
    'batch-output/taobao.csv',
    'batch-input/jd.csv',
    'batch-output/jd.csv',
  ])('%s, once as they were elsewhere: they name no buyer', async (file) => {
    await company()
    const went = await take(`gb18030/examples/${file}`, 'commerce.order', (proposed) => ({ ...proposed, migrating: true }))
    expect([went.created, went.problems]).toEqual([2, []])
    expect(await lines(orders)).toEqual(file.includes('jd') ? jdOrders : taobaoOrders)
  })
})

describe.skipIf(!here)('persons of the record linkage (../shared/data/febrl; skipped where it is absent)', () => {
  it('come in with name, address and birthday; three of them were born on days that never were', async () => {
    await company()
    const { problems, ...went } = await take('febrl/dataset1.csv', 'customer.person')
    expect(went).toEqual({ created: 997, updated: 0, unchanged: 0, refused: 3, blank: 0 })
    const never = 'field.no_such_date'
    expect(problems).toEqual([`145 /birthday ${never}`, `148 /birthday ${never}`, `587 /birthday ${never}`])
    const told = parse(readFileSync(join(shared, 'febrl/dataset1.csv')), { columns: true, trim: true }) as Record<
      string,
      string
    >[]
    const spoken = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' ')
    const expected = told
      .filter((_, at) => ![144, 147, 586].includes(at))
      .map((row) =>
        [
          row.rec_id,
          spoken(row.given_name, row.surname),
          spoken(row.street_number, row.address_1, row.address_2),
          row.suburb,
          row.postcode,
          row.state,
          row.date_of_birth?.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'),
        ].join(' | '),
      )
    expect(
      await lines(`select s.source_id, p.name, p.address ->> 'detail', p.address ->> 'city' as city, p.address ->> 'postcode' as postcode,
        p.address ->> 'province' as province, p.birthday::text from customer_person p join record_source s on s.record_id = p.id order by p.id`),
    ).toEqual(expected)
  })
})

describe.skipIf(!here)('addresses as companies write them (../shared/data/addresses; skipped where they are absent)', () => {
  it('are read into their parts, for each row one record', async () => {
    await company()
    const { problems, ...went } = await take('addresses/addresses.csv', 'customer.person')
    const told = parse(readFileSync(join(shared, 'addresses/addresses.csv')), { columns: true, bom: true }) as Record<
      string,
      string
    >[]
    const written = told.filter((row) => row.原始地址?.trim()).length
    expect(written).toBeGreaterThan(17_000)
    // A row that says nothing but how large the company is makes no record.
    expect([went, problems]).toEqual([{ created: written, updated: 0, unchanged: 0, refused: 0, blank: 18_367 - written }, []])
    const [parts] = await rows(
      `select count(*) filter (where address ->> 'province' <> '')::int as province, count(*) filter (where address ->> 'city' <> '')::int as city from customer_person`,
    )
    expect(Number(parts?.province)).toBeGreaterThan(written * 0.8)
    expect(Number(parts?.city)).toBeGreaterThan(written * 0.8)
  })
})

describe.skipIf(!here)('a Salesforce export by the wizard alone (../shared/data/salesforce; skipped where it is absent)', () => {
  const told = (name: string) =>
    parse(readFileSync(join(shared, 'salesforce', `${name}.csv`)), { columns: true, bom: true }) as Record<string, string>[]
  const objects = {
    Account: 'customer.account',
    Contact: 'customer.person',
    AccountContactRelation: 'customer.contact_role',
    Campaign: 'marketing.campaign',
    Lead: 'lead.lead',
    Opportunity: 'sales.opportunity',
    Case: 'ticket.ticket',
    Task: 'fieldwork.task',
    CampaignMember: 'marketing.campaign_member',
  } as const
  it('comes in whole, as it is proposed, and a second time changes nothing', async () => {
    await company()
    await tenant.system(async (work) => {
      const pipeline = await work.records.create('sales.pipeline', { name: 'Salesforce' })
      for (const [at, name] of [
        'Discovery',
        'Qualification',
        'Proposal/Quote',
        'Negotiation',
        'Closed Won',
        'Closed Lost',
      ].entries())
        await work.records.create('sales.stage', { pipeline: pipeline.id, name, position: at + 1 })
    })
    for (const [name, object] of Object.entries(objects)) {
      const { problems, ...went } = await take(`salesforce/${name}.csv`, object)
      expect([name, problems, went.created]).toEqual([name, [], told(name).length])
    }
    for (const [name, object] of Object.entries(objects)) {
      const went = await take(`salesforce/${name}.csv`, object)
      expect([name, went.created, went.updated, went.unchanged]).toEqual([name, 0, 0, told(name).length])
    }
    const pairs =
      await lines(`select s.source_id, a.source_id as account, p.source_id as person from customer_contact_role r join record_source s on s.record_id = r.id
      join record_source a on a.record_id = r.account join record_source p on p.record_id = r.person order by r.id`)
    expect(pairs).toEqual(told('AccountContactRelation').map((row) => [row.Id, row.AccountId, row.ContactId].join(' | ')))
    const deals =
      await lines(`select s.source_id, a.source_id as account, o.amount::float8, o.close_on::text, g.name from sales_opportunity o join record_source s on s.record_id = o.id
      join record_source a on a.record_id = o.account join sales_stage g on g.id = o.stage order by o.id`)
    expect(deals).toEqual(
      told('Opportunity').map((row) => [row.Id, row.AccountId, Number(row.Amount), row.CloseDate, row.StageName].join(' | ')),
    )
    const members =
      await lines(`select s.source_id, c.source_id as campaign from marketing_campaign_member m join record_source s on s.record_id = m.id
      join record_source c on c.record_id = m.campaign order by m.id`)
    expect(members).toEqual(told('CampaignMember').map((row) => [row.Id, row.CampaignId].join(' | ')))
  })
})

describe.skipIf(!here)(
  'a retailer\u2019s order lines by the wizard alone (../shared/data/retail; skipped where they are absent)',
  () => {
    const file = 'retail/online_retail_2010-12_sample.csv'
    it('come in as buyers, products and orders, each sum to the penny', async () => {
      await company()
      const told = parse(readFileSync(join(shared, file)), { columns: true, bom: true }) as Record<string, string>[]
      const distinct = (name: string) => new Set(told.map((row) => row[name]?.trim()).filter(Boolean)).size
      const columns = (
        map: Readonly<Record<string, Partial<Mapping['columns'][number]> & { field: string }>>,
        column: (name: string) => number,
      ) => Object.entries(map).map(([name, one]) => ({ column: column(name), ...one }))
      const buyers = await take(file, 'customer.person', (_proposed, column) => ({
        columns: columns({ CustomerID: { field: 'source_id' } }, column),
        key: ['source_id'],
      }))
      expect([buyers.created, buyers.blank, buyers.problems]).toEqual([
        distinct('CustomerID'),
        told.filter((row) => !row.CustomerID?.trim()).length,
        [],
      ])
      const goods = await take(file, 'commerce.product', (_proposed, column) => ({
        columns: columns({ StockCode: { field: 'code' }, Description: { field: 'name' } }, column),
        key: ['code'],
      }))
      const unnamed = told.filter((row) => !row.Description?.trim()).length
      expect([goods.created, goods.problems.length]).toEqual([distinct('StockCode'), unnamed])
      const orders = await take(file, 'commerce.order', (proposed, column) => ({
        ...proposed,
        columns: [
          ...proposed.columns.map((one) => (one.field === 'lines.price' ? { ...one, currency: 'GBP' } : one)),
          ...columns({ StockCode: { field: 'lines.product', by: 'code' } }, column),
        ],
        constants: { status: 'confirmed' },
        migrating: true,
      }))
      expect(orders.problems.slice(0, 5)).toEqual([])
      expect(orders.created).toBe(distinct('InvoiceNo'))
      const pence = new Map<string, bigint>()
      for (const row of told) {
        const of = row.InvoiceNo ?? ''
        pence.set(of, (pence.get(of) ?? 0n) + lineCents(Number(row.Quantity), row.UnitPrice ?? ''))
      }
      const kept = await rows(`select external_number, total_currency, (total * 100)::bigint::text as pence from commerce_order`)
      expect(new Map(kept.map((row) => [row.external_number, `${row.pence} ${row.total_currency}`]))).toEqual(
        new Map([...pence].map(([number, sum]) => [number, `${sum} GBP`])),
      )
      const [bought] = await rows(
        `select count(*)::int as lines, count(person)::int as known from commerce_order_line l join commerce_order o on o.id = l."order"`,
      )
      expect(bought).toEqual({ lines: told.length, known: told.filter((row) => row.CustomerID?.trim()).length })
    }, 240_000)
  },
)
