import { defineEvent, label, text } from '@lianke/kernel'

const fields = { name: text(label('渠道活码', 'Channel code')), state: text(label('渠道参数', 'State')) }

/** What channel codes do. */
export const channelCodeEvents = [
  defineEvent({
    name: 'channel_code.used',
    label: label('扫码添加', 'Channel code used'),
    icon: 'qr-code',
    fields,
    sentence: label('扫了活码 {name}', 'Scanned the code {name}'),
  }),
  defineEvent({
    name: 'channel_code.over_cap',
    label: label('超出接待上限', 'Beyond the daily cap'),
    icon: 'qr-code',
    fields: { ...fields, userid: text(label('成员', 'Member')) },
    sentence: label('通过活码 {name} 添加时，{userid} 当天已满', 'Came by {name} when {userid} had enough for the day'),
  }),
  defineEvent({ name: 'channel_code.published', label: label('活码发布', 'Channel code published'), icon: 'qr-code', fields }),
]
