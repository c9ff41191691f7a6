import { type Actor, Refusal } from '@lianke/kernel'
import { csvLine } from '../../store/files/csv-line.rule.ts'
import { problemOf } from '../problems/problem.ts'
import type { Model } from '../model/model.ts'
import type { Platform } from '../../platform.ts'
import type { CommandRun, KeptRefusal } from './command-run.ts'

const pageRows = 1000

/** Why a record was not done, in words; of several inputs that are wrong, all of them. */
export const sayRefusal = (model: Model, locale: 'zh-CN' | 'en', { code, params, problems }: KeptRefusal): string => {
  const said = problemOf(new Refusal(code, { params, problems }), { locale, words: model.words })
  const parts = said.problems?.map(({ detail }) => detail) ?? []
  return parts.length > 0 ? parts.join(locale === 'en' ? '; ' : '；') : said.detail
}

/** The records that were refused, with their name and the reason: what a person mends and does again. */
export async function* reportFile(
  platform: Platform,
  tenant: string,
  actor: Actor,
  { run, locale }: { readonly run: CommandRun; readonly locale: 'zh-CN' | 'en' },
): AsyncGenerator<string> {
  const model = await platform.model(tenant)
  const title = model.objects.get(run.object)?.definition.title
  const reading = await platform.reading(tenant, actor)
  yield `\ufeff${csvLine(locale === 'en' ? ['Record', 'Reason', 'ID'] : ['记录', '原因', '编号'])}`
  for (let after = -1; ; ) {
    const rows = await platform.database.query<{ place: number; record: string; refusal: KeptRefusal }>(tenant, {
      text: `select place, record, refusal from command_run_row where run = $1 and state = 'refused' and place > $2 order by place limit $3`,
      values: [run.id, after, pageRows],
    })
    const titles = new Map<string, string>()
    for (let from = 0; title && from < rows.length; from += 200) {
      const some = rows.slice(from, from + 200).map(({ record }) => record)
      const { data } = await reading.records.list(run.object, {
        filter: { field: 'id', op: 'in', value: some },
        fields: ['id', title],
        limit: 200,
      })
      for (const row of data) titles.set(row.id, String(row[title] ?? ''))
    }
    for (const { record, refusal } of rows) yield csvLine([titles.get(record) ?? '', sayRefusal(model, locale, refusal), record])
    const last = rows.at(-1)
    if (!last || rows.length < pageRows) return
    after = last.place
  }
}
