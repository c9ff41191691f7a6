import { type Asking, type Row, until, withKey } from './ask.ts'

const both = (zh: string, en: string) => ({ zh, en })
const node = (id: string, step: string, config: Record<string, unknown>, next: Record<string, string | null>, y: number) => ({
  id,
  step,
  config,
  next,
  position: { x: 240, y },
})

/** What a company has made of its installation: names and ids by which the next release is asked for it. */
export interface Story {
  readonly people: readonly string[]
  readonly pets: readonly string[]
  readonly journeys: { readonly short: string; readonly long: string; readonly forEvent: string }
  readonly segment: string
  readonly segmentMembers: number
  readonly views: readonly string[]
  readonly imports: { readonly done: string; readonly undone: string }
  readonly key: string
  readonly readOnlyKey: string
}
const petsPerPerson = 2
const peopleCount = 20

const customise = async (api: Asking): Promise<void> => {
  const field = (on: string, name: string, definition: Record<string, unknown>) =>
    api.send('POST', '/settings/fields', { on, name, field: definition })
  await field('customer.person', 'c_skin', {
    type: 'select',
    label: both('肤质', 'Skin'),
    options: {
      options: [
        { value: 'dry', label: both('干性', 'Dry') },
        { value: 'oily', label: both('油性', 'Oily') },
      ],
    },
  })
  await field('customer.person', 'c_score', { type: 'integer', label: both('评分', 'Score'), options: { min: 0, max: 100 } })
  await field('customer.person', 'c_budget', { type: 'money', label: both('预算', 'Budget'), options: {} })
  await api.send('POST', '/settings/objects', {
    name: 'custom.c_pet',
    label: both('宠物', 'Pet'),
    title: 'c_name',
    person: 'c_owner',
    fields: {
      c_name: { type: 'text', label: both('名字', 'Name'), options: { required: true, search: 'name' } },
      c_owner: { type: 'reference', label: both('主人', 'Owner'), options: { to: 'customer.person' } },
      c_weight: { type: 'decimal', label: both('体重', 'Weight'), options: { scale: 2 } },
      c_born: { type: 'date', label: both('生日', 'Born'), options: {} },
    },
  })
  await until('the object is served', async () => (await api.status('GET', '/custom/c_pet')) === 200)
  await field('customer.person', 'c_pet_count', {
    type: 'roll_up',
    label: both('宠物数', 'Pets'),
    options: { child: 'custom.c_pet', via: 'c_owner', measure: 'count' },
  })
  await field('customer.person', 'c_double', {
    type: 'formula',
    label: both('双倍评分', 'Score twice'),
    options: { expression: 'c_score * 2.0', result: 'decimal' },
  })
  await field('customer.person', 'c_old', { type: 'text', label: both('旧字段', 'Old field'), options: {} })
  await until('the fields are served', async () => {
    const { objects } = await api.send<{ objects: { name: string; fields: Record<string, unknown> }[] }>('GET', '/meta')
    return objects.some(({ name, fields }) => name === 'customer.person' && 'c_old' in fields)
  })
}

const writeRecords = async (api: Asking): Promise<{ people: string[]; pets: string[] }> => {
  const people = await api.rows('customer.person', { and: [] }, peopleCount)
  await api.send('POST', '/customer/person/bulk', {
    update: people.map(({ id, version }, index) => ({
      id,
      version,
      c_skin: index % 2 ? 'oily' : 'dry',
      c_score: index,
      c_budget: { amount: `${index * 100}.50`, currency: 'CNY' },
      c_old: `kept ${index}`,
    })),
  })
  await api.send('PATCH', '/settings/fields/customer.person/c_old', { archived: true })
  const made = await api.send<{ results: { id: string }[] }>('POST', '/custom/c_pet/bulk', {
    create: people.flatMap(({ id }, index) =>
      Array.from({ length: petsPerPerson }, (_, n) => ({
        c_name: `宠物 ${index}-${n}`,
        c_owner: id,
        c_weight: `${index}.${n}5`,
        c_born: '2024-02-29',
      })),
    ),
  })
  return { people: people.map(({ id }) => id), pets: made.results.map(({ id }) => id) }
}

const run = async (api: Asking, file: string, lines: readonly string[]): Promise<string> => {
  const { id, suggested } = await api.upload<{ id: string; suggested: unknown }>(
    '/imports?object=customer.person',
    file,
    `姓名,手机\n${lines.join('\n')}\n`,
  )
  await api.send('PUT', `/imports/${id}/mapping`, suggested)
  await api.send('POST', `/imports/${id}/start`)
  await until('the import ends', async () => (await api.send<{ status: string }>('GET', `/imports/${id}`)).status === 'done')
  return id
}
const writeImports = async (api: Asking) => {
  const done = await run(
    api,
    'fair.csv',
    Array.from({ length: 30 }, (_, n) => `展会${n},1390000${String(1000 + n)}`).concat('坏行,不是号码'),
  )
  const undone = await run(
    api,
    'wrong.csv',
    Array.from({ length: 5 }, (_, n) => `误导入${n},1380000${String(2000 + n)}`),
  )
  await api.send('POST', `/imports/${undone}/undo`)
  await until(
    'the import is undone',
    async () => (await api.send<{ status: string }>('GET', `/imports/${undone}`)).status === 'undone',
  )
  return { done, undone }
}

const journey = async (api: Asking, name: string, nodes: readonly ReturnType<typeof node>[], persons: readonly string[]) => {
  const { id } = await api.send<Row>('POST', '/marketing/journey', {
    name,
    trigger: { on: 'manual' },
    reentry: { mode: 'once' },
    graph: { entry: 'wait', nodes },
  })
  await api.send('POST', '/commands/journey.publish', { id })
  await api.send('POST', '/commands/journey.enrol', { id, persons })
  await until(`people wait in ${name}`, async () => {
    const { nodes: counted } = await api.send<{ nodes: { node: string; waiting: number }[] }>(
      'POST',
      '/commands/journey.counts',
      { id },
    )
    return counted.some((one) => one.node === 'wait' && one.waiting === persons.length)
  })
  return id
}

/** The segment, once it is counted. */
const writeSegment = async (api: Asking): Promise<{ id: string; members: number }> => {
  const { id } = await api.send<Row>('POST', '/marketing/segment', {
    name: '油性且养宠物',
    status: 'active',
    filter: {
      and: [
        { field: 'c_skin', op: 'eq', value: 'oily' },
        { field: 'c_pet_count', op: 'gte', value: 1 },
      ],
    },
  })
  const members = await until('the segment is counted', async () => {
    const { member_count } = await api.send<Row>('GET', `/marketing/segment/${id}`)
    return typeof member_count === 'number' && member_count > 0 ? member_count : undefined
  })
  return { id, members }
}

const writeViews = async (api: Asking): Promise<string[]> => {
  const view = async (name: string, object: string, filter: unknown, columns: readonly string[]): Promise<string> =>
    (await api.send<Row>('POST', '/insight/saved_view', { name, object, filter, columns, shared: true })).id
  return [
    await view('干性肌', 'customer.person', { field: 'c_skin', op: 'eq', value: 'dry' }, ['name', 'c_skin', 'c_score']),
    await view('重的宠物', 'custom.c_pet', { field: 'c_weight', op: 'gt', value: '5' }, ['c_name', 'c_weight']),
  ]
}

/** A journey for every kind of waiting. */
const writeJourneys = async (api: Asking, people: readonly string[]): Promise<Story['journeys']> => {
  const tag = node('tag', 'add_tag', { tags: ['VIP'] }, { next: null }, 220)
  return {
    long: await journey(
      api,
      '一年后回访',
      [node('wait', 'flow.wait', { amount: 365, unit: 'day' }, { next: 'tag' }, 80), tag],
      people.slice(5, 10),
    ),
    forEvent: await journey(
      api,
      '等待浏览',
      [
        node('wait', 'flow.wait_until', { event: 'page.viewed', amount: 3650, unit: 'day' }, { event: 'tag', timeout: null }, 80),
        tag,
      ],
      people.slice(10, 13),
    ),
    // The last thing before the stop: it is due while nothing runs.
    short: await journey(
      api,
      '一分钟后',
      [node('wait', 'flow.wait', { amount: 1, unit: 'minute' }, { next: 'tag' }, 80), tag],
      people.slice(0, 5),
    ),
  }
}

/** Lives in a fresh installation as a company would, through its API alone, so that the same story is told to every release. */
export const tellStory = async (url: string, api: Asking): Promise<Story> => {
  await customise(api)
  const { people, pets } = await writeRecords(api)
  const imports = await writeImports(api)
  const key = async (name: string, scopes: readonly string[]) =>
    (await api.send<{ key: string }>('POST', '/keys', { name, scopes })).key
  const writingKey = await key('商城', ['customer.person', 'custom.c_pet:read', 'collect'])
  const readOnlyKey = await key('报表', ['customer.person:read'])
  await withKey(url, writingKey).send('PATCH', `/customer/person/${people[0]}`, { c_score: 99 })
  const segment = await writeSegment(api)
  const views = await writeViews(api)
  const journeys = await writeJourneys(api, people)
  return {
    people,
    pets,
    journeys,
    segment: segment.id,
    segmentMembers: segment.members,
    views,
    imports,
    key: writingKey,
    readOnlyKey,
  }
}
