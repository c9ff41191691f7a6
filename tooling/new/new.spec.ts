import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ModuleDefinition } from '@lianke/kernel'
import { buildModel } from '@lianke/platform'
import { fieldTypeRegistries } from '../field-types.ts'
import { root } from '../layers.ts'
import { Edit } from './edit.ts'
import { kinds } from './kinds.ts'

const place = mkdtempSync(join(tmpdir(), 'lianke-new-'))
const make = (kind: string, ...names: string[]) => {
  const edit = new Edit(place)
  kinds[kind]?.make(edit, names)
  return edit.save()
}
const definition = async (path: string, name: string) =>
  ((await import(pathToFileURL(join(place, path)).href)) as Record<string, ModuleDefinition>)[name] as ModuleDefinition

beforeAll(() => {
  for (const path of ['apps/modules.ts', 'apps/channels.ts', 'apps/admin/pages.ts']) cpSync(join(root, path), join(place, path))
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'), 'junction')
})
afterAll(() => rmSync(place, { recursive: true, force: true }))

describe('npm run new', () => {
  it('makes a room with one of each kind, which stand in the model', async () => {
    make('module', 'loyalty')
    make('object', 'loyalty', 'gold-card')
    make('field', 'loyalty.gold_card.points', 'integer')
    make('command', 'loyalty', 'gold_card.issue')
    make('step', 'loyalty', 'give-points')
    make('job', 'loyalty', 'expire-points')
    make('reaction', 'loyalty', 'order.paid')
    make('condition', 'loyalty', 'gold_card', 'newly-issued')
    make('notice', 'loyalty', 'card-issued', 'gold_card.issued')
    make('chart', 'loyalty', 'gold_card', 'new-cards')
    const model = buildModel([await definition('modules/loyalty/module.ts', 'loyaltyModule')])
    expect(model.objects.get('loyalty.gold_card')?.fields.get('points')?.type).toBe('integer')
    expect([...model.commands.keys()]).toEqual(['gold_card.issue'])
    expect([...model.steps.keys()]).toEqual(['give_points'])
    expect(model.jobs.get('loyalty.expire_points')?.cron).toBe('10 3 * * *')
    expect(model.reactions.map(({ on }) => on)).toEqual([['order.paid'], ['gold_card.issued']])
    expect([...model.conditions.values()]).toEqual([
      {
        name: 'loyalty.newly_issued',
        label: { zh: 'Newly issued', en: 'Newly issued' },
        on: 'loyalty.gold_card',
        filter: { field: 'created_at', op: 'within', value: { last: 7, unit: 'day' } },
      },
    ])
    expect([...model.notices.keys()]).toEqual(['loyalty.card_issued'])
    expect(model.charts.get('loyalty.new_cards')).toMatchObject({ on: 'loyalty.gold_card', places: ['home'] })
    expect(readFileSync(join(place, 'modules/loyalty/contract.ts'), 'utf8')).toContain(
      "export { goldCard } from './objects/gold-card.object.ts'",
    )
    expect(readFileSync(join(place, 'modules/loyalty/commands/gold-card-issue.command.ts'), 'utf8')).toContain('on: goldCard,')
  })

  it('makes a channel and pages, and names them where they are composed', async () => {
    expect(make('channel', 'telegram')).toContain('apps/channels.ts')
    const telegram = buildModel([await definition('channels/telegram/index.ts', 'telegramChannelModule')])
    expect([...telegram.channels.keys()]).toEqual(['telegram'])
    expect(telegram.events.get('telegram.received')?.from).toEqual(['channel:telegram'])
    make('module', 'club')
    expect(make('page', 'club', 'cards')).toContain('apps/admin/pages.ts')
    expect(make('page', 'club', 'offers')).toEqual(['modules/club/screens/offers.page.tsx', 'modules/club/screens/index.ts'])
    const { pages } = (await import(pathToFileURL(join(place, 'modules/club/screens/index.ts')).href)) as {
      pages: { path: string }[]
    }
    expect(pages.map(({ path }) => path)).toEqual(['/club/cards', '/club/offers'])
  })

  it('makes a panel beside pages or before there are any, and each thing that is shown with a specification of its own', async () => {
    expect(make('panel', 'loyalty', 'gold_card', 'balance')).toEqual([
      'modules/loyalty/screens/balance.panel.tsx',
      'modules/loyalty/screens/index.ts',
      'apps/admin/pages.ts',
      'modules/loyalty/spec/balance.panel.spec.ts',
    ])
    expect(make('panel', 'loyalty', 'gold_card', 'history')).not.toContain('apps/admin/pages.ts')
    make('page', 'loyalty', 'cards')
    const { panels, pages } = (await import(pathToFileURL(join(place, 'modules/loyalty/screens/index.ts')).href)) as {
      panels: { name: string; on: string }[]
      pages: { path: string }[]
    }
    expect(panels.map(({ name, on }) => [name, on])).toEqual([
      ['loyalty.balance', 'loyalty.gold_card:side'],
      ['loyalty.history', 'loyalty.gold_card:side'],
    ])
    expect(pages.map(({ path }) => path)).toEqual(['/loyalty/cards'])
    expect(readFileSync(join(place, 'apps/admin/pages.ts'), 'utf8')).toMatch(
      /const rooms: readonly Screens\[\] = \[[^\]]*loyalty,\n\]/,
    )
    for (const name of ['newly-issued.condition', 'card-issued.notice', 'new-cards.chart', 'balance.panel'])
      expect(existsSync(join(place, `modules/loyalty/spec/${name}.spec.ts`)), name).toBe(true)
  })

  it('puts a condition beside those that a room has as one list', () => {
    make('module', 'beauty')
    make('object', 'beauty', 'skin-test')
    const edit = new Edit(place)
    const path = 'modules/beauty/module.ts'
    edit.write(path, edit.read(path).replace("  area: 'customer',", "  area: 'customer',\n  conditions: beautyConditions,"))
    edit.save()
    expect(make('condition', 'beauty', 'skin_test', 'fresh')).toEqual([
      'modules/beauty/conditions/fresh.condition.ts',
      path,
      'modules/beauty/spec/fresh.condition.spec.ts',
    ])
    expect(readFileSync(join(place, path), 'utf8')).toContain('conditions: [...beautyConditions, freshCondition],')
  })

  it('makes a route in a room or in a channel, with its specification', async () => {
    expect(make('route', 'loyalty', 'gold-cards')).toEqual([
      'modules/loyalty/routes/gold-cards.route.ts',
      'modules/loyalty/module.ts',
      'modules/loyalty/spec/gold-cards-route.spec.ts',
    ])
    make('route', 'telegram', 'hook.state')
    const hung = async (path: string, name: string) =>
      [...buildModel([{ ...(await definition(`${path}?routes`, name)) }]).routes.values()].map((one) => `${one.name} ${one.path}`)
    expect(await hung('modules/loyalty/module.ts', 'loyaltyModule')).toEqual(['loyalty.gold_cards /api/v1/loyalty/gold-cards'])
    expect(await hung('channels/telegram/index.ts', 'telegramChannelModule')).toEqual([
      'telegram.hook_state /api/v1/telegram/hook-state',
    ])
    expect(() => make('route', 'nowhere', 'x')).toThrow('there is no room or channel nowhere')
    expect(() => make('route', 'loyalty', 'gold-cards')).toThrow('exists already')
  })

  it('makes a field type of one folder that all layers take as it is', async () => {
    for (const layer of ['kernel', 'platform', 'ui', 'field-types'])
      cpSync(join(root, layer), join(place, layer), { recursive: true })
    expect(make('field-type', 'star-rating')).toEqual(
      ['type.ts', 'storage.ts', 'desk.tsx', 'phone.tsx', 'samples.ts', 'spec.ts'].map(
        (ending) => `field-types/star-rating/star-rating.${ending}`,
      ),
    )
    const registries = await fieldTypeRegistries(place)
    expect([...registries.keys()]).toHaveLength(6)
    for (const [path, text] of registries) {
      expect(text, path).toContain('star_rating')
      writeFileSync(join(place, path), text)
    }
    // Names of the house lead to the copy, in which the type is one of all.
    const doors = {
      '@lianke/kernel': 'kernel/index.ts',
      '@lianke/kernel/field-type': 'kernel/field-types/index.ts',
      '@lianke/platform/field-storage': 'platform/field-types/storage.ts',
      '@lianke/ui/field-desk': 'ui/base/field-types/desk.ts',
      '@lianke/ui/field-phone': 'ui/base/field-types/phone.ts',
    }
    writeFileSync(
      join(place, 'tsconfig.json'),
      JSON.stringify({
        extends: join(root, 'tsconfig.json'),
        compilerOptions: {
          types: ['node'],
          paths: Object.fromEntries(Object.entries(doors).map(([name, path]) => [name, [`./${path}`]])),
        },
        include: ['field-types', 'ui/styles.d.ts'],
        exclude: [],
      }),
    )
    const { stdout, status } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', place],
      { encoding: 'utf8' },
    )
    expect(stdout).toBe('')
    expect(status).toBe(0)
    expect(() => make('field-type', 'star-rating')).toThrow('exists already')
    expect(() => make('field-type', 'refuse')).toThrow('the kernel exports something called refuse')
  })

  it('refuses what is there, what has no room and what is no name, and then writes nothing', () => {
    expect(() => make('object', 'loyalty', 'gold-card')).toThrow('exists already')
    expect(() => make('object', 'nowhere', 'thing')).toThrow('there is no room nowhere')
    expect(() => make('field', 'loyalty.gold_card.points')).toThrow('already')
    expect(() => make('chart', 'loyalty', 'silver_card', 'new')).toThrow('has no object silver_card')
    expect(() => make('condition', 'loyalty', 'silver_card', 'new')).toThrow('has no object silver_card')
    expect(() => make('condition', 'loyalty', 'gold_card', 'newly-issued')).toThrow('exists already')
    expect(() => make('command', 'loyalty', 'Gold Card')).toThrow('is no name')
    expect(new Edit(place).has('modules/nowhere')).toBe(false)
  })
})
