import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'

const product = inject('productUrl')
const phone = { width: 375, height: 667 }
const thumbMin = 44
const mark = `${Date.now() % 1_000_000}`
const noun = `c_pet_${mark}`
const object = `custom.${noun}`
const kinds = {
  options: [
    { value: 'cat', label: { zh: '猫', en: 'Cat' }, color: 'blue' },
    { value: 'dog', label: { zh: '狗', en: 'Dog' }, color: 'green' },
  ],
}
/** A field of every type that an administrator may add. */
const fields: Readonly<Record<string, readonly [type: string, zh: string, en: string, options?: object]>> = {
  c_name: ['text', '名字', 'Name', { required: true, inList: true, search: 'name' }],
  c_note: ['long_text', '说明', 'Note'],
  c_story: ['rich_text', '故事', 'Story'],
  c_count: ['integer', '数目', 'Count', { inList: true }],
  c_weight: ['decimal', '体重', 'Weight', { scale: 2 }],
  c_share: ['percent', '占比', 'Share'],
  c_price: ['money', '身价', 'Price', { inList: true }],
  c_tame: ['boolean', '驯服', 'Tame'],
  c_born: ['date', '生日', 'Born'],
  c_seen: ['datetime', '见到', 'Seen'],
  c_kind: ['select', '种类', 'Kind', { ...kinds, inList: true }],
  c_likes: ['multi_select', '喜欢', 'Likes', kinds],
  c_tags: ['tags', '印象', 'Impressions'],
  c_call: ['phone', '主人电话', 'Owner phone'],
  c_mail: ['email', '主人邮箱', 'Owner email'],
  c_site: ['url', '主页', 'Site'],
  c_home: ['address', '住处', 'Home'],
  c_spot: ['geo', '位置', 'Spot'],
  c_paper: ['file', '证书', 'Papers'],
  c_photo: ['image', '照片', 'Pictures'],
  c_keeper: ['user', '饲养员', 'Keeper'],
  c_unit: ['department', '归口', 'Unit'],
  c_owner: ['reference', '主人', 'Owner person', { to: 'customer.person' }],
  c_friends: ['multi_reference', '朋友', 'Friends', { to: 'customer.person' }],
  c_double: ['formula', '两倍', 'Double', { expression: 'c_count * 2.0', result: 'decimal' }],
  c_number: ['auto_number', '编号', 'Number', { pattern: 'PET-{n:4}' }],
  c_more: ['json', '结构', 'More'],
  c_secret: ['encrypted', '密语', 'Secret'],
}
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
  const { context } = await signedIn(browser, product, 'admin')
  const api = asking(context, product)
  await api.post('/settings/objects', {
    name: object,
    label: { zh: `宠物${mark}`, en: `Pet ${mark}` },
    title: 'c_name',
    fields: Object.fromEntries(
      Object.entries(fields).map(([name, [type, zh, en, options = {}]]) => [name, { type, label: { zh, en }, options }]),
    ),
  })
  // What is counted has to be there before it is counted.
  const both = { zh: `玩具${mark}`, en: `Toy ${mark}` }
  await api.post('/settings/objects', {
    name: `custom.c_toy_${mark}`,
    label: both,
    title: 'c_name',
    fields: {
      c_name: { type: 'text', label: both, options: { required: true } },
      c_pet: { type: 'reference', label: both, options: { to: object } },
    },
  })
  const count = { child: `custom.c_toy_${mark}`, via: 'c_pet', measure: 'count' }
  const toys = { type: 'roll_up', label: { zh: '玩具数', en: 'Toys' }, options: count }
  await api.post('/settings/fields', { on: object, name: 'c_toys', field: toys })
  await context.close()
})
afterAll(() => browser?.close())

const noWider = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width)
/** What a thumb has to meet, with what is too small of it; a box is touched by its label, a link within words stands in a line of its own height. */
const tooSmall = (page: Page) =>
  page.evaluate(
    (least) =>
      [...document.querySelectorAll<HTMLElement>('button, input, select, textarea, a.lkm-line, a.lkm-icon-button')]
        .map((one) => ({ one, box: (one.closest('label, .lkm-search') ?? one).getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && Math.round(box.height) < least)
        .map(({ one, box }) => `${one.tagName} ${one.className} ${one.getAttribute('aria-label') ?? ''} ${box.height}`),
    thumbMin,
  )
const pick = async (page: Page, title: string, search: string) => {
  const group = page.getByRole('group', { name: title, exact: true })
  await group.getByRole('searchbox').fill(search)
  await group.getByRole('button', { name: search }).first().click()
}

/** One that nobody takes for another: tests before this one may have filled the company from its directory. */
const oneOfItsName = async (api: ReturnType<typeof asking>, noun: string): Promise<{ id: string; name: string } | undefined> => {
  const { data } = await api.post<{ data: { id: string; name: string }[] }>(`/organisation/${noun}/query`, { limit: 100 })
  return data.find(({ name }) => data.filter((other) => other.name.includes(name)).length === 1)
}

describe('a custom object on the phone', () => {
  it('is reached from the tabs, and a record of it with a value of every type is created, shown, changed and found', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', phone)
    const api = asking(context, product)
    const person = await api.post<{ id: string }>('/customer/person', { name: `铲屎官${mark}` })
    await page.goto(`${product}/h5/`)
    await page.getByRole('link', { name: '全部', exact: true }).click()
    await page.getByRole('link', { name: `宠物${mark}` }).click()
    await page
      .getByRole('link', { name: `新建宠物${mark}` })
      .first()
      .click()
    const name = `旺财${mark}`
    await page.getByLabel('名字').fill(name)
    await page.getByRole('button', { name: /更多|展开/ }).click()
    await page.getByLabel('说明').fill('第一行\n第二行')
    await page.getByLabel('故事').fill('<p>很<b>久</b>以前</p>')
    await page.getByLabel('数目').fill('7')
    await page.getByLabel('体重').fill('3.25')
    await page.getByLabel('占比').fill('12.5')
    await page.getByRole('group', { name: '身价' }).getByLabel('金额').fill('88.5')
    await page.getByLabel('驯服').check()
    await page.getByLabel('生日').fill('2024-02-29')
    await page.getByLabel('见到').fill('2025-03-01T08:30')
    await page.getByRole('group', { name: '种类' }).getByRole('button', { name: '狗' }).click()
    const likes = page.getByRole('group', { name: '喜欢' })
    await likes.getByRole('button', { name: '猫' }).click()
    await likes.getByRole('button', { name: '狗' }).click()
    const impressions = page.getByRole('group', { name: '印象' })
    await impressions.getByRole('searchbox').fill(`乖${mark}`)
    await impressions.getByRole('button', { name: `乖${mark}` }).click()
    await page.getByLabel('主人电话').fill('138 0013 8000')
    await page.getByLabel('主人邮箱').fill('keeper@example.com')
    await page.getByLabel('主页').fill('https://pets.example.com/wang')
    const home = page.getByRole('group', { name: '住处' })
    await home.getByLabel('省').fill('浙江省')
    await home.getByLabel('街道与门牌').fill('文三路 1 号')
    const spot = page.getByRole('group', { name: '位置' })
    await spot.getByLabel('纬度').fill('30.25')
    await spot.getByLabel('经度').fill('120.125')
    await page
      .getByRole('group', { name: '证书' })
      .locator('input[type=file]')
      .setInputFiles({ name: `证书${mark}.txt`, mimeType: 'text/plain', buffer: Buffer.from('ok') })
    await page.getByText(`证书${mark}.txt`).waitFor()
    await page
      .getByRole('group', { name: '照片' })
      .locator('input[type=file]')
      .setInputFiles({ name: 'wang.png', mimeType: 'image/png', buffer: pixel })
    await page.getByRole('group', { name: '照片' }).locator('img').waitFor()
    const keeper = await oneOfItsName(api, 'staff')
    const unit = await oneOfItsName(api, 'department')
    await pick(page, '饲养员', keeper?.name ?? '')
    await pick(page, '归口', unit?.name ?? '')
    await pick(page, '主人', `铲屎官${mark}`)
    await pick(page, '朋友', `铲屎官${mark}`)
    await page.getByLabel('结构').fill('{"chip": [1, 2]}')
    await page.getByLabel('密语').fill(`暗号${mark}`)
    expect(await tooSmall(page)).toEqual([])
    await noWider(page)
    await page.getByRole('button', { name: '创建' }).click()
    await page.waitForURL(new RegExp(`/h5/o/custom/${noun}/[0-9a-f-]{36}$`))
    const id = page.url().slice(-36)
    const shown = (field: string) => page.locator(`[data-field=${field}]`)
    await page.getByRole('heading', { name }).waitFor()
    const read = await api.get<Record<string, unknown>>(`/custom/${noun}/${id}`)
    expect(read).toMatchObject({
      c_name: name,
      c_note: '第一行\n第二行',
      c_count: 7,
      c_weight: '3.25',
      c_share: '12.50',
      c_price: { amount: '88.50', currency: 'CNY' },
      c_tame: true,
      c_born: '2024-02-29',
      c_seen: '2025-03-01T00:30:00.000Z',
      c_kind: 'dog',
      c_likes: ['cat', 'dog'],
      c_tags: [`乖${mark}`],
      c_call: '+8613800138000',
      c_mail: 'keeper@example.com',
      c_site: 'https://pets.example.com/wang',
      c_home: { province: '浙江省', detail: '文三路 1 号' },
      c_spot: { lat: 30.25, lng: 120.125 },
      c_paper: [expect.anything()],
      c_photo: [expect.anything()],
      c_keeper: { id: keeper?.id },
      c_unit: { id: unit?.id },
      c_owner: { id: person.id },
      c_friends: [{ id: person.id }],
      c_double: '14.0000',
      c_more: { chip: [1, 2] },
    })
    expect(read.c_number).toMatch(/^PET-\d{4}$/)
    // Every type draws its value on the phone, and a person opens at the page that its module made.
    const said: Readonly<Record<string, string>> = {
      c_note: '第二行',
      c_story: '很久以前',
      c_count: '7',
      c_weight: '3.25',
      c_share: '12.5%',
      c_price: '88.50',
      c_tame: '是',
      c_born: '2024年2月29日',
      c_seen: '08:30',
      c_kind: '狗',
      c_likes: '猫',
      c_tags: `乖${mark}`,
      c_call: '138',
      c_mail: 'keeper@example.com',
      c_site: 'pets.example.com/wang',
      c_home: '浙江省文三路 1 号',
      c_spot: '30.25000, 120.12500',
      c_paper: `证书${mark}.txt`,
      c_keeper: keeper?.name ?? '',
      c_unit: unit?.name ?? '',
      c_owner: `铲屎官${mark}`,
      c_friends: `铲屎官${mark}`,
      c_double: '14',
      c_number: 'PET-',
      c_more: 'chip',
      c_toys: '0',
    }
    for (const [field, words] of Object.entries(said)) await shown(field).getByText(words).first().waitFor()
    expect(await shown('c_photo').locator('img').count()).toBe(1)
    expect(await shown('c_owner').getByRole('link').getAttribute('href')).toBe(`/h5/customers/${person.id}`)
    await noWider(page)

    // Changed: what is typed into the form is what the record holds, the rest stays.
    await page.getByRole('link', { name: '编辑' }).click()
    await page.getByLabel('数目').fill('21')
    await page.getByRole('group', { name: '喜欢' }).getByRole('button', { name: '猫' }).click()
    await page.getByLabel('主人电话').fill('123')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('alert').filter({ hasText: '电话' }).first().waitFor()
    await page.getByLabel('主人电话').fill('13900139000')
    await page.getByRole('button', { name: '保存' }).click()
    await page.waitForURL(new RegExp(`${id}$`))
    expect(await api.get(`/custom/${noun}/${id}`)).toMatchObject({
      c_count: 21,
      c_likes: ['dog'],
      c_call: '+8613900139000',
      c_price: { amount: '88.50', currency: 'CNY' },
      c_seen: '2025-03-01T00:30:00.000Z',
    })

    // Found in its list by its name.
    await page.goto(`${product}/h5/o/custom/${noun}`)
    await page.getByRole('searchbox').fill(name)
    await page.getByRole('link', { name }).waitFor()
    await noWider(page)
    await context.close()
  })

  it('offers what one may read and no more, and no new record where one may make none', async () => {
    interface Seen {
      readonly objects: readonly {
        name: string
        label: { zh: string }
        hidden?: boolean
        whole: unknown
        partOf?: unknown
        may: { create: boolean }
      }[]
    }
    const { context, page } = await signedIn(browser, product, 'sales', phone)
    const own = await asking(context, product).get<Seen>('/meta')
    const listed = (one: Seen['objects'][number]) => !one.hidden && !one.whole && !one.partOf
    const read = own.objects.find((one) => listed(one) && !one.may.create)
    if (!read) throw new Error('a role of the demo company reads some objects without making records of them')
    await page.goto(`${product}/h5/objects`)
    await page.getByRole('link', { name: `宠物${mark}` }).waitFor()
    const addresses = await page.locator('a.lkm-line').evaluateAll((links) => links.map((one) => one.getAttribute('href')))
    expect(addresses.toSorted()).toEqual(
      own.objects
        .filter(listed)
        .map(({ name }) => `/h5/o/${name.replace('.', '/')}`)
        .toSorted(),
    )
    await page.goto(`${product}/h5/o/custom/c_nothing_${mark}`)
    await page.getByRole('heading', { name: '这里没有内容' }).first().waitFor()
    await page.goto(`${product}/h5/o/${read.name.replace('.', '/')}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.getByRole('link', { name: /^新建/ }).count()).toBe(0)
    await page.goto(`${product}/h5/o/${read.name.replace('.', '/')}/new`)
    await page.getByRole('heading', { name: '这里没有内容' }).first().waitFor()
    await context.close()
  })
})

describe('a record with lines on the phone', () => {
  it('draws its parts as lines, makes them and changes them with the record', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', { ...phone, locale: 'en', dark: true })
    const api = asking(context, product)
    const person = await api.post<{ id: string }>('/customer/person', { name: `买家${mark}` })
    const products = (await api.post<{ data: { id: string }[] }>('/commerce/product/query', { limit: 2, sort: ['created_at'] }))
      .data
    const draft = await api.run<{ id: string }>('order.place', {
      person: person.id,
      lines: products.map(({ id }) => ({ product: id, quantity: '2', price: '100' })),
    })
    // Made there as well, by the act that makes orders.
    await page.goto(`${product}/h5/o/commerce/order/new`)
    await pick(page, 'Person', `买家${mark}`)
    await page.getByRole('group', { name: 'Product' }).getByRole('button').first().click()
    await page.getByLabel('Quantity').fill('3')
    await page.getByRole('button', { name: 'Create' }).click()
    await page.waitForURL(/\/h5\/o\/commerce\/order\/[0-9a-f-]{36}$/)
    const made = await api.get<{ person: { id: string }; lines: { quantity: string }[] }>(
      `/commerce/order/${page.url().slice(-36)}`,
    )
    expect(made.person.id).toBe(person.id)
    expect(made.lines.map(({ quantity }) => Number(quantity))).toEqual([3])
    interface Order {
      readonly lines: readonly { readonly id: string; readonly quantity: string }[]
    }
    const order = await api.get<Order>(`/commerce/order/${draft.id}`)
    expect(order.lines).toHaveLength(2)
    await page.goto(`${product}/h5/o/commerce/order/${draft.id}`)
    await page.locator('[data-line]').first().waitFor()
    expect(await page.locator('[data-line]').count()).toBe(order.lines.length)
    await noWider(page)
    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByLabel('Quantity').first().fill('9')
    expect(await tooSmall(page)).toEqual([])
    await page.getByRole('button', { name: 'Save' }).click()
    await page.waitForURL(new RegExp(`${draft.id}$`))
    const after = await api.get<Order>(`/commerce/order/${draft.id}`)
    expect(after.lines.map(({ id }) => id)).toEqual(order.lines.map(({ id }) => id))
    expect(after.lines.map(({ quantity }) => Number(quantity))).toEqual([
      9,
      ...order.lines.slice(1).map(({ quantity }) => Number(quantity)),
    ])
    await context.close()
  })
})
