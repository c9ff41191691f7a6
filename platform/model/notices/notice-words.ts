import { type Concerned, type Fact, type Label, label, type NoticeDefinition, type UnitOfWork, type Sight } from '@lianke/kernel'

/** A notice in its receiver's words. */
export interface Told {
  readonly title: string
  readonly body: string | null
}

const titleMax = 200
const bodyMax = 2000
const unnamed = label('未命名', 'unnamed')
const said = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')

/** Values of the record that the words name; a field or a record that the receiver may not see is empty. */
const fieldsSeen = async (sight: Sight, names: readonly string[], { about }: Concerned): Promise<Record<string, unknown>> => {
  if (names.length === 0 || !about) return {}
  const { data } = await sight.list(about.object, { filter: { field: 'id', op: 'eq', value: about.id }, limit: 1 })
  return Object.fromEntries(names.map((name) => [name, data[0]?.[name]]))
}

/** The words of a notice for whoever is told: nothing in them that he may not see. */
export const noticeWords = async (
  work: UnitOfWork,
  notice: NoticeDefinition,
  fact: Fact,
  concerned: Concerned,
): Promise<Told> => {
  const sight = await work.sightOf(concerned.staff)
  const inLanguage = (one: Label) => (work.locale === 'en' ? one.en : one.zh)
  const { about } = concerned
  const shown = (notice.said ?? []).length > 0 ? sight.shown(fact.payload) : {}
  const values: Record<string, unknown> = {
    ...Object.fromEntries((notice.said ?? []).map((name) => [name, shown[name]])),
    ...(await fieldsSeen(sight, notice.fields ?? [], concerned)),
    ...(notice.said?.includes('title')
      ? {}
      : { title: (about && (await sight.titleOf(about.object, about.id))) || inLanguage(unnamed) }),
  }
  const fill = (words: Label) => inLanguage(words).replace(/\{(\w+)\}/g, (_, name: string) => said(values[name]))
  return {
    title: fill(notice.title).slice(0, titleMax) || inLanguage(notice.label),
    body: notice.body ? fill(notice.body).slice(0, bodyMax) : null,
  }
}
