import type { Company } from './company.ts'
import { type Demo, writeSets } from './write-sets.ts'

export const writeReports = async (demo: Demo, company: Company): Promise<void> => {
  const owner = company.admin.id
  const total = [{ fn: 'sum', field: 'total' }]
  await writeSets(
    demo,
    'insight.report',
    [
      {
        name: '每月销售额',
        subject: 'commerce.order',
        groups: [{ field: 'ordered_at', bucket: 'month' }],
        measures: total,
        chart: 'line',
      },
      { name: '门店销售排行', subject: 'commerce.order', groups: [{ field: 'store' }], measures: total, chart: 'bar' },
      {
        name: '客户阶段分布',
        subject: 'customer.person',
        groups: [{ field: 'stage' }],
        measures: [{ fn: 'count' }],
        chart: 'pie',
      },
      {
        name: '工单类型',
        subject: 'ticket.ticket',
        groups: [{ field: 'type' }, { field: 'status', place: 'column' }],
        measures: [{ fn: 'count' }],
        chart: 'bar',
      },
      {
        name: '每日浏览',
        subject: 'page.viewed',
        source: 'event',
        groups: [{ field: 'occurred_at', bucket: 'day' }],
        measures: [{ fn: 'count' }],
        chart: 'line',
      },
    ].map((report) => ({ source: 'object', shared: true, owner, ...report })),
  )
}
