import { boolean, defineObject, json, label, longText, option, select, text } from '@lianke/kernel'

/** A question to the figures: what to count, grouped by what, drawn how. */
export const report = defineObject({
  name: 'insight.report',
  label: label('报表', 'Report'),
  plural: label('报表', 'Reports'),
  icon: 'chart-column',
  title: 'name',
  fields: {
    name: text(label('名称', 'Name'), { required: true, max: 120, search: 'name', inList: true }),
    description: longText(label('说明', 'Description'), { max: 500, inList: true }),
    source: select(label('数据', 'Source'), {
      required: true,
      default: 'object',
      options: [option('object', '对象', 'Object'), option('event', '事件', 'Event')],
    }),
    subject: text(label('对象或事件', 'Object or event'), { required: true, max: 120, inList: true }),
    groups: json(label('分组', 'Groups'), { hidden: true }),
    measures: json(label('指标', 'Measures'), { hidden: true }),
    filter: json(label('条件', 'Filter'), { hidden: true }),
    chart: select(label('图形', 'Chart'), {
      default: 'bar',
      inList: true,
      options: [
        option('bar', '柱状图', 'Bar'),
        option('line', '折线图', 'Line'),
        option('pie', '环形图', 'Ring'),
        option('table', '表格', 'Table'),
        option('number', '数字', 'Number'),
      ],
    }),
    shared: boolean(label('共享', 'Shared'), { default: false, inList: true }),
  },
  access: { everyone: 'shared' },
  mirrored: false,
  holds: [{ kind: 'question', source: 'source', subject: 'subject', groups: 'groups', measures: 'measures', filter: 'filter' }],
  sort: 'name',
})
