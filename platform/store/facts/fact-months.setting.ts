import { defineSetting, label } from '@lianke/kernel'
import { z } from 'zod'

/** Whole months of the ledger that stay in the database. */
export const factMonths = defineSetting({
  name: 'platform.fact_months',
  label: label('历史记录在库保留月数', 'Months of history kept at hand'),
  help: label(
    '更早的历史移入冷文件：审计与客户时间线不再显示，报表与分析照常',
    'Older history moves into files: no longer in audit and timelines, still in reports and analysis',
  ),
  section: label('保留期限', 'Retention'),
  schema: z.int().min(3).max(240),
  default: 24,
})
