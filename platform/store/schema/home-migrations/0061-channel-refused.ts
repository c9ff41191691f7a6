export const id = '0061-channel-refused'
export const sql = `
update login_event set kind = 'channel_refused' where kind = 'wecom_refused';
`
