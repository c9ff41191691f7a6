import type { Chance } from './chance.ts'
import { day, iso } from './clock.ts'
import type { Company } from './company.ts'
import type { Known } from './people.ts'
import { codesOfDemo, pages, scripts } from './words.ts'
import { type Demo, writeSets } from './write-sets.ts'

/** The colleague whom all of it belongs to. */
type Owner = string | undefined

const writeCampaigns = async (
  demo: Demo,
  chance: Chance,
  owner: Owner,
  persons: readonly Known[],
): Promise<readonly string[]> => {
  const campaigns = await writeSets(
    demo,
    'marketing.campaign',
    [
      ['会员日 · 本月', 'running', -3, 6],
      ['双十一大促', 'completed', -12, 0],
      ['小红书种草', 'running', -40, 30],
      ['秋冬修护季', 'completed', -90, -45],
      ['春季新品发布', 'planned', 30, 60],
    ].map(([name, status, from, to]) => ({
      name,
      status,
      type: '线上',
      owner,
      starts_on: iso(demo.now + Number(from) * day).slice(0, 10),
      ends_on: iso(demo.now + Number(to) * day).slice(0, 10),
      budget: { amount: String(chance.int(2, 20) * 10_000), currency: 'CNY' },
      cost: { amount: String(chance.int(1, 15) * 8000), currency: 'CNY' },
      expected_members: chance.int(300, 3000),
    })),
  )
  const members = chance.some(persons, 700)
  await writeSets(
    demo,
    'marketing.campaign_member',
    members.map(({ id, plan }) => ({
      campaign: chance.pick(campaigns),
      person: id,
      name: plan.name,
      owner,
      status: chance.weighted([
        ['invited', 3],
        ['sent', 4],
        ['responded', 2],
        ['registered', 2],
        ['attended', 1],
      ]),
      joined_at: iso(demo.now - chance.int(1, 60) * day),
    })),
  )
  return campaigns
}

const writeCodes = async (
  demo: Demo,
  { guides }: Company,
  { owner, campaign }: { owner: Owner; campaign: string | undefined },
  persons: readonly Known[],
): Promise<void> => {
  const lin = guides.find((guide) => guide.name === '林美')?.id ?? guides[0]?.id
  const chen = guides.find((guide) => guide.name === '陈雨')?.id ?? lin
  const answering = [[lin], [chen], [lin, chen], [chen]]
  await writeSets(
    demo,
    'marketing.channel_code',
    codesOfDemo.map(({ name, state, source }, index) => ({
      name,
      state,
      staff: answering[index],
      status: 'draft',
      owner,
      campaign,
      tags: ['门店'],
      source,
      daily_cap: 80,
      backup_staff: [lin],
      auto_accept: true,
      remark_template: '{name}-晨露',
      welcome_text: '{name}，您好，我是晨露护肤顾问。这里有肤质小测试，做完送您一份护肤建议。',
      scans: persons.filter(({ plan }) => plan.source === source).length,
      greeted: persons.filter(({ plan }) => plan.source === source).length,
      lost: persons.filter(({ plan }) => plan.source === source && plan.lost).length,
    })),
  )
}

const writeContent = async (demo: Demo, chance: Chance, owner: Owner): Promise<void> => {
  await writeSets(
    demo,
    'content.item',
    pages.slice(2).map(([path, title], index) => ({
      title,
      kind: index < 2 ? 'article' : 'link',
      category: '护肤知识',
      link: `https://shop.chenlu.example${path}`,
      summary: `${title}，三分钟读完`,
      owner,
      suggested: index === 0,
      views: chance.int(200, 4000),
      sends: chance.int(30, 600),
      tags: ['护肤'],
    })),
  )
  await writeSets(
    demo,
    'content.item',
    scripts.map(([title, summary, body]) => ({
      title,
      kind: 'script',
      category: '话术',
      summary,
      body: `<p>${body}</p>`,
      owner,
      suggested: false,
      views: 0,
      sends: chance.int(10, 300),
      tags: ['话术'],
    })),
  )
}

/** Campaigns with members, codes, content. */
export const writeMarketing = async (demo: Demo, chance: Chance, company: Company, persons: readonly Known[]): Promise<void> => {
  const owner = company.marketers[0]?.id
  const [campaign] = await writeCampaigns(demo, chance, owner, persons)
  await writeCodes(demo, company, { owner, campaign }, persons)
  await writeContent(demo, chance, owner)
}
