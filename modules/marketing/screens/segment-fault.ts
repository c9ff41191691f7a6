import { type Label, label } from '@lianke/kernel'

const reasons: Readonly<Record<string, Label>> = {
  'segment.circle': label('分群互相引用成圈，没有计算', 'Segments refer to one another in a circle; not counted'),
  'segment.store_not_whole': label(
    '分析库正在重建或数据不全，成员保持不变，稍后再算',
    'The analytics store is being made anew or lacks data; members stay as they are, counted again later',
  ),
  'filter.malformed': label('条件已损坏，没有计算：请重新填写', 'The condition is broken and not counted: write it anew'),
  'filter.unknown_field': label('条件里的字段已不存在，没有计算', 'A field of the condition is gone; not counted'),
  'filter.unknown_event': label('条件里的事件已不存在，没有计算', 'An event of the condition is gone; not counted'),
  'filter.unknown_child': label('条件里的对象已不存在，没有计算', 'An object of the condition is gone; not counted'),
  'filter.measure_not_a_number': label('条件对文字求和，没有计算', 'The condition adds up texts; not counted'),
  'filter.not_answered': label('条件里的值无法计算，没有计算', 'The condition cannot be answered with its values; not counted'),
}
const other = label('上次计算出错', 'The last count failed')

/** Why a segment stopped itself, in words. */
export const segmentFault = (error: string): Label => reasons[error] ?? other
