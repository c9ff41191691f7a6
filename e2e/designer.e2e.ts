import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'

const product = inject('productUrl')
const mark = `${Date.now() % 1_000_000}`
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe('what an administrator adds on screen', () => {
  it('a field is in form, list, filter, import, export, API, OpenAPI, segments, journeys and reports, without restart', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const api = asking(context, product)
    const name = `Blood group ${mark}`
    await page.goto(`${product}/settings/objects`)
    await page.getByRole('button', { name: 'New field' }).click()
    const drawer = page.getByRole('dialog')
    await drawer
      .getByRole('button', { name: /^Text\b/ })
      .first()
      .click()
    await drawer.getByRole('textbox').nth(0).fill(`血型${mark}`)
    await drawer.getByRole('textbox').nth(1).fill(name)
    await drawer.getByText('Shown in lists').click()
    await drawer.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('cell', { name }).waitFor()
    const meta = await api.get<{ objects: { name: string; fields: Record<string, { label: { en: string } }> }[] }>('/meta')
    const field =
      Object.entries(meta.objects.find((one) => one.name === 'customer.person')?.fields ?? {}).find(
        ([, one]) => one.label.en === name,
      )?.[0] ?? ''
    expect(field).toMatch(/^c_/)

    // Form and list.
    await page.goto(`${product}/o/customer/person`)
    await page.getByText(name).first().waitFor()
    const person = await api.post<{ id: string }>('/customer/person', { name: `献血者${mark}`, [field]: `AB${mark}` })
    await page.goto(`${product}/o/customer/person/${person.id}`)
    await page.getByText(`AB${mark}`).first().waitFor()
    // Filter and API.
    const found = await api.post<{ data: { id: string }[] }>('/customer/person/query', {
      filter: { field, op: 'eq', value: `AB${mark}` },
    })
    expect(found.data.map(({ id }) => id)).toEqual([person.id])
    // OpenAPI and export.
    expect(JSON.stringify(await api.get('/openapi.json'))).toContain(field)
    const csv = await (
      await context.request.get(
        `${product}/api/v1/exports/customer/person.csv?fields=name,${field}&filter=${encodeURIComponent(JSON.stringify({ field, op: 'eq', value: `AB${mark}` }))}`,
      )
    ).text()
    expect(csv).toContain(`AB${mark}`)
    // Import: the wizard finds the column by the field's name.
    await page.goto(`${product}/imports?object=customer.person`)
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'groups.csv', mimeType: 'text/csv', buffer: Buffer.from(`姓名,${name}\n甲${mark},A\n`) })
    await page.waitForURL(/\/imports\/[0-9a-f-]{36}/)
    await page.locator('.lk-mapping tbody tr').nth(1).getByText(name).nth(1).waitFor()
    // Segment builder.
    await page.goto(`${product}/o/marketing/segment/new`)
    await page
      .getByRole('button', { name: /condition/i })
      .first()
      .click()
    await page.getByPlaceholder('Find a field').last().fill(name)
    await page.locator('.lk-chooser-item').getByText(name).waitFor()
    // Journeys: a step may set it.
    const journey = await api.post<{ id: string }>('/marketing/journey', {
      name: `Field ${mark}`,
      graph: { entry: 'u', nodes: [{ id: 'u', step: 'update_field', config: { field, value: 'O' }, next: { next: null } }] },
      trigger: { on: 'manual' },
    })
    await page.goto(`${product}/o/marketing/journey/${journey.id}`)
    await page.locator('.lk-step').getByText(name).waitFor()
    // Reports: counted by it, once the mirror has it.
    await expect
      .poll(
        async () =>
          (
            await api.post<{ data: Record<string, unknown>[] }>('/reports/aggregate', {
              object: 'customer.person',
              group: [{ field }],
              measures: [{ fn: 'count' }],
              filter: { field, op: 'eq', value: `AB${mark}` },
            })
          ).data,
      )
      .toEqual([{ [field]: `AB${mark}`, count: 1 }])
  })

  it('an object has its list, form, page, API and place in the menu at once', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const api = asking(context, product)
    await page.goto(`${product}/settings/objects`)
    await page.getByRole('button', { name: 'New object' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('textbox').nth(0).fill(`巡检${mark}`)
    await drawer.getByRole('textbox').nth(1).fill(`Inspection ${mark}`)
    await drawer.getByText('Records belong to a person').click()
    await drawer.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('heading', { name: `Inspection ${mark}` }).waitFor()
    const meta = await api.get<{ objects: { name: string; label: { en: string } }[] }>('/meta')
    const object = meta.objects.find((one) => one.label.en === `Inspection ${mark}`)?.name ?? ''
    const record = await api.post<{ id: string }>(`/${object.replace('.', '/')}`, { c_name: `第一次${mark}` })
    await page.goto(`${product}/o/${object.replace('.', '/')}`)
    await page.getByText(`第一次${mark}`).first().waitFor()
    await page.getByRole('button', { name: 'New', exact: true }).last().click()
    await page.getByRole('dialog').getByText('Name').first().waitFor()
    await page.goto(`${product}/o/${object.replace('.', '/')}/${record.id}`)
    await page.getByText(`第一次${mark}`).first().waitFor()
    await page.goto(`${product}/imports?object=${object}`)
    await page.getByText(`Inspection ${mark}`).first().waitFor()
    expect(JSON.stringify(await api.get('/openapi.json'))).toContain(`/api/v1/${object.replace('.', '/')}`)
  })
})
