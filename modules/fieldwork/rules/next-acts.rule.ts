import { type Label, label } from '@lianke/kernel'

/** What is known of a person; all moments are ISO texts, `today` is a day of the tenant's calendar. */
export interface PersonSeen {
  readonly now: string
  readonly today: string
  readonly stage?: string | null
  readonly createdAt?: string | null
  readonly birthday?: string | null
  readonly lastSeenAt?: string | null
  readonly lastOrderAt?: string | null
  readonly lastFollowUpAt?: string | null
}
/** One thing worth doing next, with the reason in figures. */
export interface NextAct {
  readonly kind: 'birthday' | 'warm' | 'greet' | 'again' | 'silent'
  readonly act: Label
  readonly because: Label
  readonly params: Readonly<Record<string, number>>
}

const dayMs = 86_400_000
const actsMax = 3
const [birthdayDays, warmDays, newDays, reorderDaysMin, reorderDaysMax, silentDays] = [7, 2, 3, 45, 365, 30]

const byStage: Readonly<Record<string, Label>> = {
  potential: label('打个招呼', 'Say hello'),
  interested: label('推荐合适的产品', 'Recommend a product'),
  customer: label('回访使用感受', 'Ask how it works'),
  loyal: label('邀请参加会员活动', 'Invite to a member event'),
  advocate: label('请 TA 推荐朋友', 'Ask for a referral'),
}
const daysSince = (now: string, then: string | null | undefined): number | null =>
  then ? Math.max(0, Math.floor((Date.parse(now) - Date.parse(then)) / dayMs)) : null

/** Days until the next birthday; the 29th of February falls on the 1st of March in a common year. */
export const daysToBirthday = (today: string, birthday: string): number => {
  const [year = 0] = today.split('-').map(Number)
  const [, month = 1, day = 1] = birthday.split('-').map(Number)
  const from = Date.parse(`${today}T00:00:00Z`)
  const days = [year, year + 1]
    .map((one) => Math.round((Date.UTC(one, month - 1, day) - from) / dayMs))
    .filter((left) => left >= 0)
  return days[0] ?? 366
}

/** What to do next with a person, the most pressing first, at most three. The same facts give the same answer. */
export const nextActs = (seen: PersonSeen): readonly NextAct[] => {
  const { now } = seen
  const acts: NextAct[] = []
  const followed = daysSince(now, seen.lastFollowUpAt)
  const active = daysSince(now, seen.lastSeenAt)
  const ordered = daysSince(now, seen.lastOrderAt)
  const age = daysSince(now, seen.createdAt)
  const left = seen.birthday ? daysToBirthday(seen.today, seen.birthday) : null
  const add = (kind: NextAct['kind'], act: Label, because: Label, params: Readonly<Record<string, number>> = {}) =>
    acts.push({ kind, act, because, params })
  if (left !== null && left <= birthdayDays)
    add(
      'birthday',
      label('送上生日祝福', 'Send birthday wishes'),
      left === 0 ? label('今天生日', 'Birthday today') : label('{n} 天后生日', 'Birthday in {n} days'),
      { n: left },
    )
  if (active !== null && active < warmDays && (followed === null || followed > active))
    add(
      'warm',
      byStage[seen.stage ?? ''] ?? label('打个招呼', 'Say hello'),
      label('刚有动静，还没有跟进', 'Active just now, nobody answered yet'),
    )
  else if (age !== null && age <= newDays && followed === null)
    add('greet', label('打个招呼', 'Say hello'), label('新来的客户，还没有跟进', 'New, nobody has spoken to them yet'))
  if (ordered !== null && ordered >= reorderDaysMin && ordered <= reorderDaysMax)
    add(
      'again',
      label('问问是否要补货', 'Ask whether it is time to reorder'),
      label('上次下单是 {n} 天前', 'Last order {n} days ago'),
      { n: ordered },
    )
  if (followed !== null && followed >= silentDays)
    add('silent', label('联系一下', 'Get in touch'), label('{n} 天没有联系', 'No contact for {n} days'), { n: followed })
  return acts.slice(0, actsMax)
}

/** The one act to show in a line of a list: the most pressing, else what the stage suggests. */
export const nextAct = (seen: PersonSeen): Label | null => nextActs(seen)[0]?.act ?? byStage[seen.stage ?? ''] ?? null
